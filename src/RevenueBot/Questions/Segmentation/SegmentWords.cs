using RevenueBot.Metrics;
using RevenueBot.Metrics.Segmentation;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Segmentation;

/// <summary>A segment's figures in words.</summary>
internal static class SegmentWords
{
    public const string RiskMeans = "Churn risk is observed, not predicted: the mean share of the segment that paid at the start of a month and not at its end, over six whole months; Low under 2%, Medium under 5%, High from 5%.";

    public static string Risk(SegmentRow row) => row.Risk is { } risk ? risk.ToString() : Format.Undefined;

    /// <summary>Why there is no risk; null where there is one.</summary>
    public static string? NoRisk(SegmentRow row) => row.Risk is not null ? null : row.CustomerMonths == 0 ? "nobody paid in the last six months" : "fewer than 30 customer-months";

    public static string? NoLtv(SegmentRow row) => row.Lifetime.Why is { } why ? RatioWords.Why(why) : null;

    /// <summary>"LTV: – (Growing Teams, Other: fewer than 10 churns)"; null where every segment has one.</summary>
    public static string? LtvReasons(IReadOnlyList<SegmentRow> rows)
    {
        var reasons = rows.Where(row => row.Customers > 0 && NoLtv(row) is not null).GroupBy(row => NoLtv(row)!).Select(reason => $"{string.Join(", ", reason.Select(row => row.Segment))}: {reason.Key}").ToList();
        return reasons.Count == 0 ? null : $"LTV is {Format.Undefined} for {string.Join("; ", reasons)}.";
    }

    /// <summary>"EUR 1,200 has no rate and is in no segment's MRR."</summary>
    public static IEnumerable<string> Unrated(SegmentGrid grid) => grid.Unrated.Count == 0 ? []
        : [$"{string.Join(" and ", grid.Unrated.Select(money => Format.ByCode(money.Mrr, Currency.Parse(money.Currency))))} has no rate and is in no segment's MRR."];
}
