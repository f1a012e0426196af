using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Expansion;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Customers;

namespace RevenueBot.Questions.Expansion;

/// <summary>Opportunities at a moment, with what stands around them.</summary>
/// <param name="Shown">The best of the open ones; of one customer, its own.</param>
internal sealed record ExpansionView(Answer Around, DateTimeOffset At, ExpansionSummary Summary, IReadOnlyList<NamedOpportunity> Shown)
{
    public DateOnly Day(Asked asked) => asked.Calendar.DayOf(At);

    /// <summary>The same customers by their ids.</summary>
    public ExpansionView Unnamed() => this with { Shown = [.. Shown.Select(one => one with { RawName = null })] };
}

internal sealed record NamedOpportunity(Opportunity Found, string? RawName, string? Owner)
{
    public string Name => CustomerWords.Name(Found.CustomerId, RawName);
}

/// <summary>Where opportunities come from: what the hourly pass left, and for another moment, or before the first pass, the facts at once.</summary>
internal sealed class ExpansionDesk(ExpansionStore store, ExpansionFinder finder, LedgerReader ledger, CustomerList customers, Company company)
{
    /// <summary>The open ones.</summary>
    public Task<ExpansionView> BestAsync(Asked asked, int limit, long skip, CancellationToken cancel) =>
        ReadAsync(asked, () => store.BestAsync(limit, skip, cancel), all => all.Where(found => found.IsOpen).Skip((int)skip).Take(limit), cancel);

    /// <summary>The open ones that are near a limit, the nearest first.</summary>
    public Task<ExpansionView> NearLimitAsync(Asked asked, int limit, CancellationToken cancel) => ReadAsync(
        asked, () => store.NearLimitAsync(limit, cancel),
        all => all.Where(found => found.IsOpen && found.Has(ExpansionReason.Limit)).OrderByDescending(found => found.Parts.Where(part => part.Reason == ExpansionReason.Limit).Max(part => part.Amount / part.Of)).Take(limit), cancel);

    /// <summary>One customer's, held back or not; none shown where it has none.</summary>
    public Task<ExpansionView> OfAsync(Asked asked, string customerId, CancellationToken cancel) => ReadAsync(
        asked, async () => await store.OfAsync(customerId, cancel) is { } found ? [found] : [], all => all.Where(found => found.CustomerId == customerId), cancel);

    private async Task<ExpansionView> ReadAsync(
        Asked asked, Func<Task<IReadOnlyList<Opportunity>>> stored, Func<IReadOnlyList<Opportunity>, IEnumerable<Opportunity>> choose, CancellationToken cancel)
    {
        var snapshot = await ledger.ContextAsync(Dimension.Total, asked.Day, asked.Question.KnownAt, cancel);
        if (await store.SummaryAsync(cancel) is { } known && Ahead.IsMeant(known.AsOf, asked))
            return new(Ahead.Around(asked, snapshot, known.AsOf, Cadence.Hourly), known.AsOf, known.Value, await NamedAsync(await stored(), asked, known.AsOf, cancel));
        var at = asked.Moment;
        var all = (await finder.FindAsync(at, asked.Question.KnownAt, new FxRates(company.Currency, snapshot.FxRates), cancel)).Opportunities;
        return new(Ahead.Around(asked, snapshot, asked.Question.KnownAt ?? asked.Now, Cadence.Hourly), at, ExpansionSummary.Of(all), await NamedAsync([.. choose(all)], asked, at, cancel));
    }

    private async Task<IReadOnlyList<NamedOpportunity>> NamedAsync(IReadOnlyList<Opportunity> found, Asked asked, DateTimeOffset at, CancellationToken cancel)
    {
        var files = (await customers.ReadAsync([.. found.Select(one => one.CustomerId)], asked.Calendar.DayOf(at), cancel)).ToDictionary(listed => listed.Customer.CustomerId, listed => listed.Customer);
        return [.. found.Select(one => new NamedOpportunity(one, files.GetValueOrDefault(one.CustomerId)?.Name, files.GetValueOrDefault(one.CustomerId)?.Owner))];
    }
}
