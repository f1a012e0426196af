using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Health;

/// <summary>Where health comes from: what the hourly pass left, and for another moment, or before the first pass, the facts at once.</summary>
internal sealed class HealthDesk(HealthReader reader, HealthLive live, LedgerReader ledger, Company company)
{
    /// <summary>Scores at a moment with what stands around them.</summary>
    public sealed record View(Answer Around, FxRates Rates, DateTimeOffset At, bool IsStored);

    /// <summary>Everybody's.</summary>
    public sealed record Everybody(View View, HealthSummary Summary, IReadOnlyList<CustomerHealth> High, IReadOnlyList<CustomerHealth> Medium);

    public async Task<(View View, CustomerHealth Health)> OneAsync(Asked asked, string customerId, CancellationToken cancel)
    {
        var (snapshot, rates) = await ContextAsync(asked, cancel);
        var stored = AsksForNow(asked) || asked.Question.KnownAt is not null ? await reader.ReadAsync(customerId, cancel) : null;
        if (stored is not null && !Ahead.IsMeant(stored.ComputedAt, asked)) stored = null;
        var health = stored ?? await live.OfAsync(customerId, asked.Moment, asked.Question.KnownAt, rates, cancel);
        return (ViewOf(asked, snapshot, rates, stored is { NotScored: not NotScored.Left } ? stored.ComputedAt : null), health);
    }

    /// <summary>The distribution, and with a number of customers the worst of them by MRR.</summary>
    public async Task<Everybody> AllAsync(Asked asked, int most, CancellationToken cancel)
    {
        var (snapshot, rates) = await ContextAsync(asked, cancel);
        if (await reader.SummaryAsync(cancel) is { } stored && Ahead.IsMeant(stored.AsOf, asked))
            return new(
                ViewOf(asked, snapshot, rates, stored.AsOf), stored.Value,
                most == 0 ? [] : await reader.OfBandAsync(HealthBand.High, most, cancel), most == 0 ? [] : await reader.OfBandAsync(HealthBand.Medium, most, cancel));
        var (customers, summary) = await live.AllAsync(asked.Moment, asked.Question.KnownAt, rates, cancel);
        return new(ViewOf(asked, snapshot, rates, null), summary, Worst(customers, HealthBand.High, most), Worst(customers, HealthBand.Medium, most));
    }

    /// <summary>A customer's scores of the weeks up to a day: its own history, and the score itself at the end.</summary>
    public async Task<IReadOnlyList<HealthPoint>> HistoryAsync(CustomerHealth health, DateOnly last, int weeks, CancellationToken cancel)
    {
        var first = last.AddDays(-7 * weeks);
        var history = await reader.HistoryAsync(health.CustomerId, first, last, cancel);
        return [.. history.Where(point => point.Day < last).Select(point => point.Day < first ? point with { Day = first } : point), new HealthPoint(last, health.Score, health.Coverage, health.Band)];
    }

    private async Task<(LedgerSnapshot Snapshot, FxRates Rates)> ContextAsync(Asked asked, CancellationToken cancel)
    {
        var snapshot = await ledger.ContextAsync(Dimension.Total, asked.Day, asked.Question.KnownAt, cancel);
        return (snapshot, new FxRates(company.Currency, snapshot.FxRates));
    }

    private static View ViewOf(Asked asked, LedgerSnapshot snapshot, FxRates rates, DateTimeOffset? computedAt) => new(
        Ahead.Around(asked, snapshot, computedAt ?? asked.Question.KnownAt ?? asked.Now, Cadence.Hourly), rates, computedAt ?? asked.Moment, computedAt is not null);

    private static bool AsksForNow(Asked asked) => asked.Question is { AsOf: null, KnownAt: null };

    private static IReadOnlyList<CustomerHealth> Worst(IEnumerable<CustomerHealth> customers, HealthBand band, int most) =>
        [.. customers.Where(health => health.Band == band).OrderByDescending(health => health.Mrr).ThenBy(health => health.CustomerId, StringComparer.Ordinal).Take(most)];
}
