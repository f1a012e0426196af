using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Api;

/// <summary>Which plan, country, segment or currency an entry of a series by a dimension is of. Both are null in a series of the whole.</summary>
/// <param name="Id">As the ledger has it; empty for customers without a country or segment.</param>
/// <param name="Name">As people read it: "Pro", "No country".</param>
internal readonly record struct EntryKey(string? Id, string? Name)
{
    public static EntryKey Of(LedgerView view, MetricQuery query, string key) =>
        query.By == Metrics.Dimension.Total ? default : new(key, view.Label(key).Name);
}
