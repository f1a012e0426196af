using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Api;

/// <summary>An answer's table, or the rows behind its figure, as a CSV file: safe to open in a spreadsheet, figures as plain numbers.</summary>
internal sealed partial class AnswerFile(LedgerReceipt ledger)
{
    /// <summary>More is for the HTTP interface, which streams.</summary>
    private const int MostRows = 100_000;

    /// <summary>Every row that adds up to the figure of a receipt; where there are none, or too many for a chat, its lines. Null where it has neither.</summary>
    public async Task<string?> RowsAsync(Answer receipt, CancellationToken cancel)
    {
        if (receipt.Proof is { } proof) return CsvTable.Of(new { entries = await proof(cancel) }) is { Count: > 1 } rows ? CsvText.Write(rows) : Table(receipt);
        return await LedgerAsync(receipt, cancel) ?? Table(receipt);
    }

    /// <summary>The table as it is shown. Null where there is none.</summary>
    public static string? Table(Answer answer) => answer.Table is not { } table ? null : CsvText.Write([table.Columns, .. table.Rows.Select(row => (IReadOnlyList<string>)[.. row.Select((cell, i) => i == 0 ? cell : Plain(cell))])]);

    /// <summary><c>mrr-2026-11-10.csv</c>: of the last day that the figure speaks of.</summary>
    public static string NameOf(Answer answer)
    {
        var metric = NameEnd().Match(answer.Question.TrimStart('/')).Value;
        var last = answer.Series.Count > 0 ? answer.Series.Max(row => row.Period.LastDay) : answer.AsOf;
        return $"{(metric.Length == 0 ? "answer" : metric)}{(last is { } day ? "-" + Iso.Day(day) : "")}.csv";
    }

    /// <summary>−1,182 as -1182, 4.5% as 0.045, and what is no figure as it is.</summary>
    private static string Plain(string cell) => Number(cell)?.ToString("0.##################", CultureInfo.InvariantCulture) ?? cell;

    /// <summary>The number a figure says, a percentage as its fraction; null for what is no figure.</summary>
    public static decimal? Number(string cell)
    {
        if (!Figure().IsMatch(cell)) return null;
        var digits = cell.Replace('−', '-').Replace(",", "", StringComparison.Ordinal).Replace("$", "", StringComparison.Ordinal).TrimStart('+');
        return !decimal.TryParse(digits.TrimEnd('%'), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? null : digits.EndsWith('%') ? number / 100 : number;
    }

    private async Task<string?> LedgerAsync(Answer receipt, CancellationToken cancel)
    {
        if (QuestionParser.Parse(receipt.Question, receipt.AsOf ?? DateOnly.MaxValue, ledger.Company.Calendar) is not Reading.Understood(var question) || !MetricRoutes.IsOfLedger(question.Metric) || receipt.Series.Count == 0 || receipt.KnownAt is not { } knownAt) return null;
        var period = receipt.Series[0].Period;
        WantedReceipt wanted = new("", question.Metric, new MetricQuery(period.Start, period.LastDay, CalendarUnit.Day, Metrics.Dimension.Total, knownAt) { Only = question.Only }, knownAt);
        StringBuilder text = new();
        CsvText.Append(text, ReceiptCsv.Columns);
        var count = 0;
        await foreach (var row in ledger.RowsAsync(wanted, await ledger.RatesAsync(wanted, cancel), cancel))
        {
            if (++count > MostRows) return null;
            CsvText.Append(text, ReceiptCsv.Cells(row));
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^[+\-−]?\$?[0-9]{1,3}(,[0-9]{3})*(\.[0-9]+)?%?$")]
    private static partial Regex Figure();

    [GeneratedRegex("^[a-z-]{1,20}")]
    private static partial Regex NameEnd();
}
