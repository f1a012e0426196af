using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Api;

/// <summary>A series with where it comes from.</summary>
/// <param name="AsOf">The last day.</param>
internal sealed record MetricJson<TEntry, TSummary>(
    IReadOnlyList<TEntry> Entries, TSummary Summary, DateOnly AsOf, DateTimeOffset? KnownAt, DateTimeOffset? DataThrough, string Profile);

internal static class MetricJson
{
    private const int LongestQuote = 40;

    /// <summary>As much of what a caller sent as may be quoted.</summary>
    public static string Cut(string text) => text.Length <= LongestQuote ? text : text[..LongestQuote] + "…";

    public static MetricJson<TEntry, TSummary> Of<TEntry, TSummary>(LedgerView view, MetricQuery query, TSummary summary, IReadOnlyList<TEntry> entries) =>
        new(entries, summary, query.Last, query.KnownAt, Provenance.Through(view.Snapshot.Sources, query.KnownAt), view.Snapshot.ProfileName);
}

/// <summary>From before the first day to the end of the last.</summary>
internal sealed record MrrSummary(MoneyJson Opening, MoneyJson Closing, MoneyJson Change, ShareJson Growth)
{
    public static MrrSummary Of(PeriodMrr row, Currency currency) => new(
        MoneyJson.Of(row.Opening, currency), MoneyJson.Of(row.Closing, currency), MoneyJson.Of(row.Net, currency), ShareJson.Growth(row.Opening, row.Closing));
}
