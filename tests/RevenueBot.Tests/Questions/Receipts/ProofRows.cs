using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RevenueBot.Tests.Questions.Receipts;

/// <summary>A row of a receipt as a spreadsheet has it: texts by column, money in major units.</summary>
internal sealed record ProofRow(IReadOnlyDictionary<string, string> Cells)
{
    public string this[string column] => Cells[column];

    /// <summary>CSV has every column on every row, and an apostrophe before what would be a formula; JSON leaves out the currency of no money.</summary>
    public IEnumerable<string> Filled => Cells.Where(cell => cell.Value.Length > 0).Select(cell => $"{cell.Key} {cell.Value.TrimStart('\'').Replace("+00:00", "Z", StringComparison.Ordinal)}").Order(StringComparer.Ordinal);

    public bool Has(string column) => Cells.GetValueOrDefault(column, "").Length > 0;

    public decimal Number(string column) => decimal.Parse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture);

    public DateOnly Day(string column) => DateOnly.Parse(this[column], CultureInfo.InvariantCulture);

    public bool Is(string column) => this[column] == "true";
}

/// <summary>Reads receipts with a reader of its own, so that a fault of the product's writer cannot hide.</summary>
internal static class ProofRows
{
    public static List<ProofRow> OfJson(JsonNode receipt) => [.. receipt["entries"]!.AsArray().Select(entry => Of(entry!.AsObject()))];

    public static List<ProofRow> OfCsv(string csv)
    {
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(Cells).ToList();
        return [.. lines.Skip(1).Select(line => new ProofRow(lines[0].Zip(line).ToDictionary(pair => pair.First, pair => pair.Second)))];
    }

    private static ProofRow Of(JsonObject entry)
    {
        Dictionary<string, string> cells = [];
        foreach (var (name, value) in entry)
        {
            if (value is JsonObject money)
            {
                cells[name] = (money["micros"]!.GetValue<decimal>() / 1_000_000m).ToString("0.##################", CultureInfo.InvariantCulture);
                cells.TryAdd("currency", money["currency"]!.GetValue<string>());
            }
            else cells[name] = value is null ? "" : value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        }

        return new(cells);
    }

    private static List<string> Cells(string line)
    {
        List<string> cells = [];
        StringBuilder cell = new();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[i++]);
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(line[i]);
        }

        return [.. cells, cell.ToString()];
    }
}
