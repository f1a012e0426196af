using RevenueBot.Metrics;
using RevenueBot.Metrics.Segmentation;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Api;

namespace RevenueBot.Questions.Segmentation;

/// <summary>One segment of the grid.</summary>
/// <param name="Arpu">MRR by paying customers; null where none pays.</param>
/// <param name="LtvLow">Lower end of the 80% range.</param>
/// <param name="LtvHigh">Upper end of the 80% range.</param>
/// <param name="MonthlyChurn">Mean share that no longer paid at the end of a month, the paused included, over six whole months.</param>
/// <param name="ChurnRisk">low, medium or high by the observed churn; null with its reason.</param>
internal sealed record SegmentEntry(
    string Segment, int Customers, int Paying, int Trials, MoneyJson Mrr, MoneyJson? Arpu, MoneyJson? Ltv, MoneyJson? LtvLow, MoneyJson? LtvHigh, string? LtvReason, ShareJson MonthlyChurn, string? ChurnRisk,
    string? ChurnRiskReason, int CustomerMonths, int Left, string Action)
{
    private const int Digits = 6;

    public static SegmentEntry Of(SegmentRow row, Currency currency) => new(
        row.Segment, row.Customers, row.Paying, row.Trials, MoneyJson.Of(row.Mrr, currency), Money(row.Arpu, currency), Money(row.Lifetime.Value, currency), Money(row.Lifetime.Low, currency), Money(row.Lifetime.High, currency), SegmentWords.NoLtv(row),
        row.Lifetime.MonthlyChurn is { } churn ? new ShareJson(Math.Round(churn, Digits, MidpointRounding.AwayFromZero), null) : new ShareJson(null, "nobody paid in the last six months"),
        row.Risk?.ToString().ToLowerInvariant(), SegmentWords.NoRisk(row), row.CustomerMonths, row.Left, row.Action);

    private static MoneyJson? Money(long? micros, Currency currency) => micros is { } amount ? MoneyJson.Of(amount, currency) : null;
}

/// <summary>All segments together, and by which rules.</summary>
/// <param name="ComputedAt">The moment the figures speak of.</param>
internal sealed record SegmentSummary(SegmentEntry Total, IReadOnlyList<UnconvertedJson> Unconverted, IReadOnlyList<string> Rules, string RiskMeans, DateTimeOffset ComputedAt)
{
    public static SegmentSummary Of(Precomputed<SegmentGrid> computed, IReadOnlyList<SegmentRule> rules, Currency currency) => new(
        SegmentEntry.Of(computed.Value.Total, currency), [.. computed.Value.Unrated.Select(money => new UnconvertedJson(money.Currency, money.Mrr))],
        [.. rules.Select(rule => rule.ToString())], SegmentWords.RiskMeans, computed.AsOf);
}
