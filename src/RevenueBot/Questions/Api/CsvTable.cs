using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RevenueBot.Questions.Api;

/// <summary>
/// The entries of a JSON answer as a table, whatever they are: a column for each value, in the order of the entries. Money is a number of
/// major units with its currency in a column at the end, a share is its fraction with the reason beside it.
/// </summary>
internal static class CsvTable
{
    private const decimal MicrosPerUnit = 1_000_000m;
    private const string Currency = "currency";

    /// <summary>The header and a row for each entry; null where the value has no entries.</summary>
    public static IReadOnlyList<IReadOnlyList<string>>? Of(object? value) => Of(JsonSerializer.SerializeToNode(value, ApiJson.Options));

    /// <summary>The same of an answer that was written already.</summary>
    public static IReadOnlyList<IReadOnlyList<string>>? Of(JsonNode? answer)
    {
        if (answer is not JsonObject { } node || node["entries"] is not JsonArray entries) return null;
        var rows = entries.Select(entry => Cells(entry as JsonObject ?? [])).ToList();
        List<string> columns = [.. rows.SelectMany(row => row.Keys).Distinct().OrderBy(column => column == Currency ? 1 : 0)];
        return [columns, .. rows.Select(row => (IReadOnlyList<string>)[.. columns.Select(column => row.GetValueOrDefault(column, ""))])];
    }

    private static Dictionary<string, string> Cells(JsonObject entry)
    {
        Dictionary<string, string> cells = [];
        foreach (var (name, value) in entry) Add(cells, name, value);
        return cells;
    }

    private static void Add(Dictionary<string, string> cells, string name, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject money when money["micros"] is JsonValue micros && money[Currency] is { } code:
                cells[name] = Units(micros.GetValue<decimal>());
                cells.TryAdd(Currency, code.GetValue<string>());
                break;
            case JsonObject share when share.ContainsKey("fraction"):
                Add(cells, name, share["fraction"]);
                Add(cells, $"{name}_reason", share["reason"]);
                break;
            case JsonObject parts:
                foreach (var (part, inner) in parts) Add(cells, $"{name}_{part}", inner);
                break;
            case JsonArray list:
                cells[name] = list.Count == 0 ? "" : list.ToJsonString(ApiJson.Options);
                break;
            default:
                cells[name] = value is JsonValue && value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? value.ToJsonString() : value?.ToString() ?? "";
                break;
        }
    }

    /// <summary>Major units; also of amounts that are not yet rounded to a micro-unit.</summary>
    public static string Units(decimal micros) => (micros / MicrosPerUnit).ToString("0.##################", CultureInfo.InvariantCulture);
}
