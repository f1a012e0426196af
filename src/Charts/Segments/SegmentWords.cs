using RevenueBot.Charts.Figures;

namespace RevenueBot.Charts.Segments;

/// <summary>The segments in words.</summary>
internal sealed class SegmentWords(SegmentTable table)
{
    public ChartWords Words => new(Title, Subtitles, [.. Sentences()]);

    private string Title => table switch
    {
        { IsEmpty: true } => "No customers to part yet",
        { Rows.Count: 1 } => $"{table.Rows[0].Name}: {Counts.Of(table.Rows[0].Customers, "customer")}, {Money(table.Rows[0].Mrr)} MRR",
        { HasMrr: false } => $"No MRR in {Counts.WordOf(table.Rows.Count, "segment")}",
        { Main: { } main } => $"{table.Rows[main].Name}: {table.CustomerShares[main]:0}% of customers, {table.MrrShares[main]:0}% of MRR",
        _ => "Every segment has as much of the MRR as of the customers",
    };

    private IReadOnlyList<string> Subtitles
    {
        get
        {
            var what = $"Shares of customers and of MRR, {table.Currency.Code}, {Days.DayYear(table.Data.Day)}";
            return table.IsEmpty ? [what] : [$"{what} · {Money(table.Rows.Sum(r => r.Mrr))} MRR in all", what];
        }
    }

    /// <summary>"12 customers · $1.2k MRR".</summary>
    public string Detail(SegmentShare row) => $"{Counts.Of(row.Customers, "customer")} · {Money(row.Mrr)} MRR";

    /// <summary>"High risk"; null where there is none to tell.</summary>
    public static string? Risk(SegmentShare row) => row.Risk switch
    {
        SegmentRisk.None => null,
        SegmentRisk.Low => "Low",
        SegmentRisk.Medium => "Medium",
        SegmentRisk.High => "High risk",
    };

    private IEnumerable<string> Sentences()
    {
        if (table.IsEmpty) return ["No customers to part yet."];
        var rows = table.Rows.Select((r, i) =>
            $"{r.Name}: {Counts.Of(r.Customers, "customer")} · {table.Currency.Whole(r.Mrr)} MRR, {table.CustomerShares[i]:0}% of customers, {table.MrrShares[i]:0}% of MRR{(Risk(r) is { } risk ? $", risk {risk.Split(' ')[0].ToLowerInvariant()}" : "")}.");
        return [$"Bar chart, segments on {Days.DayYear(table.Data.Day)}.", .. rows];
    }

    private string Money(decimal amount) => table.Currency.Compact(amount);
}
