using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Metrics.Segmentation;
using RevenueBot.Metrics.Storage;
using RevenueBot.Metrics.Usage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Segmentation;

/// <summary>The segment grid: reads every customer, once a day ahead of questions.</summary>
internal sealed class SegmentSource(
    CustomerHistoryReader history, UsageReader usage, LedgerReader ledger, PrecomputedStore store, Ahead ahead, SegmentSettings segments, LedgerRules rules, Settings settings) : IRefresh
{
    private const int ActiveDays = 30;

    private readonly string _key = $"segments {segments.Hash}";

    public string Name => "segments";

    public Cadence Cadence => Cadence.Daily;

    public IReadOnlyList<SegmentRule> Rules => segments.Rules;

    public Task<Precomputed<SegmentGrid>> GetAsync(Asked asked, CancellationToken cancel) =>
        ahead.GetAsync(_key, asked, (day, knownAt) => ComputeAsync(day, asked.DayIsOver, knownAt, cancel), cancel);

    public async Task RunAsync(DateTimeOffset at, CancellationToken cancel) =>
        await store.WriteAsync(_key, new Precomputed<SegmentGrid>(await ComputeAsync(rules.Calendar.DayOf(at), false, null, cancel), at), cancel);

    private async Task<SegmentGrid> ComputeAsync(DateOnly day, bool isOver, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var (customers, months, unrated) = await CustomersAsync(day, isOver, knownAt, cancel);
        return SegmentGrid.Of(customers, months, segments.Rules, settings.GrossMargin) with { Unrated = unrated };
    }

    /// <summary>Everybody who counts on a day, and on the first days of the whole months before it.</summary>
    public async Task<SegmentCustomers> CustomersAsync(DateOnly day, bool isOver, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var snapshot = await ledger.ContextAsync(Dimension.Plan, day, knownAt, cancel);
        SegmentFacts facts = new(new FxRates(settings.Company.Currency, snapshot.FxRates), snapshot.KeyNames, await history.KeysAsync(knownAt, cancel));
        List<Month> months = [.. LtvEstimate.MonthsBefore(day, isOver)];
        var now = await SliceAsync(day, knownAt, cancel);
        List<Slice> starts = [];
        foreach (var month in months) starts.Add(await SliceAsync(month.FirstDay.AddDays(-1), knownAt, cancel));

        List<CustomerTraits> customers = [];
        List<ObservedCustomer>[] observed = [.. months.Select(_ => new List<ObservedCustomer>())];
        Dictionary<string, long> unrated = [];
        await foreach (var events in history.EventsAsync(knownAt, cancel))
        {
            var (id, movements, plans) = (events[0].CustomerId, Movements.Fold(events, rules), PlanHistory.Of(events, rules.Calendar));
            if (facts.TraitsOf(id, movements, plans, now) is { Counts: true } traits) customers.Add(traits);
            foreach (var (currency, mrr) in CustomerStanding.At(movements, day).Unrated(facts.Rates, day)) unrated[currency.Code] = unrated.GetValueOrDefault(currency.Code) + mrr;
            for (var i = 0; i < months.Count; i++)
                if (facts.TraitsOf(id, movements, plans, starts[i]) is { Counts: true } then) observed[i].Add(new(then, !CustomerStanding.At(movements, months[i].LastDay).IsPaying));
        }

        return new(customers, [.. months.Select((month, i) => new SegmentMonth(month, observed[i]))], [.. unrated.OrderBy(money => money.Key, StringComparer.Ordinal).Select(money => new UnratedMrr(money.Key, money.Value))]);
    }

    private async Task<Slice> SliceAsync(DateOnly day, DateTimeOffset? knownAt, CancellationToken cancel) =>
        new(day, await usage.ActivityAsync(new Period(day.AddDays(1 - ActiveDays), day.AddDays(1)), rules.Calendar, knownAt?.AddTicks(TimeSpan.TicksPerMicrosecond), cancel));
}

/// <summary>The customers that a grid counts.</summary>
internal sealed record SegmentCustomers(IReadOnlyList<CustomerTraits> Now, IReadOnlyList<SegmentMonth> Months, IReadOnlyList<UnratedMrr> Unrated);

/// <summary>A day, and how active customers were in the 30 days up to it.</summary>
internal sealed record Slice(DateOnly Day, IReadOnlyDictionary<string, Activity> Activity);

/// <summary>What is known of customers beside their ledger.</summary>
internal sealed record SegmentFacts(FxRates Rates, IReadOnlyDictionary<string, KeyName> Plans, IReadOnlyDictionary<string, (string Country, string Segment)> Keys)
{
    public CustomerTraits TraitsOf(string id, IReadOnlyList<Movement> movements, PlanHistory plans, Slice slice)
    {
        var plan = plans.On(slice.Day) ?? "";
        var (country, segment) = Keys.GetValueOrDefault(id, ("", ""));
        return CustomerTraits.Of(id, movements, slice.Day, Rates) with
        {
            Activity = slice.Activity.GetValueOrDefault(id),
            Plan = plan,
            Tier = Plans.GetValueOrDefault(plan)?.Order,
            Country = country,
            Segment = segment,
        };
    }
}
