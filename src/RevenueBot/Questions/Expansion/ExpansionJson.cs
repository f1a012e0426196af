using RevenueBot.Metrics;
using RevenueBot.Metrics.Expansion;
using RevenueBot.Questions.Api;

namespace RevenueBot.Questions.Expansion;

/// <summary>A reason of a customer to grow.</summary>
/// <param name="Reason">limit, team or power_use.</param>
/// <param name="ToPlan">Null: there is no higher one.</param>
/// <param name="CouldAdd">MRR of the next plan less that of today; reasons of one plan name the same money. Null with its reason.</param>
/// <param name="Metric">Of limit and power_use.</param>
/// <param name="Used">In the running billing cycle; of limit alone.</param>
/// <param name="ActivePeople">In 30 days; of team alone.</param>
/// <param name="Rank">Customers of the plan who use at least as much; of power_use alone.</param>
internal sealed record ExpansionReasonJson(
    string Reason, string FromPlan, string? ToPlan, MoneyJson? CouldAdd, string? NoMoney, string? Metric, decimal? Used, decimal? Limit, int? ActivePeople, int? Rank, int? Customers)
{
    public static ExpansionReasonJson Of(OpportunityPart part, Currency currency) => new(
        ExpansionWords.Key(part.Reason), part.From, part.To, part.Gain is { } gain ? MoneyJson.Of(gain, currency) : null, part.NoGain == NoGain.None ? null : ExpansionWords.Key(part.NoGain), part.Metric,
        part.Reason == ExpansionReason.Limit ? part.Amount : null, part.Reason == ExpansionReason.Limit ? part.Of : null, part.Reason == ExpansionReason.Team ? (int)part.Amount : null,
        part.Reason == ExpansionReason.PowerUse ? (int)part.Amount : null, part.Reason == ExpansionReason.PowerUse ? (int)part.Of : null);
}

/// <summary>A customer that is ready to grow.</summary>
/// <param name="CouldAdd">Each plan's step once; null where it is known of none.</param>
internal sealed record ExpansionEntry(string CustomerId, string? Name, string? Owner, MoneyJson Mrr, MoneyJson? CouldAdd, IReadOnlyList<ExpansionReasonJson> Reasons)
{
    public static ExpansionEntry Of(NamedOpportunity one, Currency currency) => new(
        one.Found.CustomerId, one.RawName, one.Owner, MoneyJson.Of(one.Found.Mrr, currency), one.Found.Gain is { } gain ? MoneyJson.Of(gain, currency) : null,
        [.. one.Found.Parts.Select(part => ExpansionReasonJson.Of(part, currency))]);
}

/// <param name="Key">A reason, or what holds customers back.</param>
internal sealed record ExpansionPartJson(string Key, int Customers, MoneyJson CouldAdd)
{
    public static ExpansionPartJson Of(string key, ExpansionSum sum, Currency currency) => new(key, sum.Customers, MoneyJson.Of(sum.Gain, currency));
}

/// <param name="Reasons">A customer with several is in each.</param>
/// <param name="Held">Customers that are held back: in no entry and no other sum.</param>
/// <param name="WithoutMoney">Entries whose money cannot be told.</param>
/// <param name="ComputedAt">The moment they speak of.</param>
internal sealed record ExpansionSummaryJson(
    int Customers, MoneyJson CouldAdd, IReadOnlyList<ExpansionPartJson> Reasons, IReadOnlyList<ExpansionPartJson> Held, int WithoutMoney, DateTimeOffset ComputedAt)
{
    public static ExpansionSummaryJson Of(ExpansionView view, Currency currency) => new(
        view.Summary.Open.Customers, MoneyJson.Of(view.Summary.Open.Gain, currency), [.. view.Summary.ByReason.OrderBy(part => part.Key).Select(part => ExpansionPartJson.Of(ExpansionWords.Key(part.Key), part.Value, currency))],
        [.. view.Summary.Held.OrderBy(part => part.Key).Select(part => ExpansionPartJson.Of(ExpansionWords.Key(part.Key), part.Value, currency))], view.Summary.WithoutGain, view.At);
}

/// <summary>A page of opportunities, the most money first.</summary>
/// <param name="NextCursor">For the next page; null at the end.</param>
internal sealed record ExpansionJson(
    IReadOnlyList<ExpansionEntry> Entries, ExpansionSummaryJson Summary, string? NextCursor, DateOnly AsOf, DateTimeOffset? KnownAt, DateTimeOffset? DataThrough, string Profile);
