using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Lifetime;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Lifetime;

/// <summary>Realised CLV: reads every customer, once a day ahead of questions.</summary>
internal sealed class LifetimeSource(CustomerHistoryReader reader, LedgerReader ledger, PrecomputedStore store, Ahead ahead, LedgerRules rules, Company company) : IRefresh
{
    public string Name => "clv";

    public Cadence Cadence => Cadence.Daily;

    public Task<Precomputed<LifetimeValue>> GetAsync(Asked asked, CancellationToken cancel) =>
        ahead.GetAsync(Name, asked, (day, knownAt) => ComputeAsync(day, knownAt, cancel), cancel);

    public async Task RunAsync(DateTimeOffset at, CancellationToken cancel) =>
        await store.WriteAsync(Name, new Precomputed<LifetimeValue>(await ComputeAsync(rules.Calendar.DayOf(at), null, cancel), at), cancel);

    public async Task<LifetimeValue> ComputeAsync(DateOnly day, DateTimeOffset? knownAt, CancellationToken cancel) =>
        LifetimeValue.Of([.. (await CustomersAsync(day, knownAt, cancel)).Select(customer => customer.Lifetime)]);

    /// <summary>Customer by customer. Payments know no recorded time: only those until the moment count.</summary>
    public async Task<IReadOnlyList<(string Id, CustomerLifetime Lifetime)>> CustomersAsync(DateOnly day, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        FxRates rates = new(company.Currency, (await ledger.ContextAsync(Dimension.Plan, day, knownAt, cancel)).FxRates);
        var events = await EventsAsync(knownAt, cancel);
        List<(string, CustomerLifetime)> customers = [];
        await foreach (var payments in reader.PaymentsAsync(Before(day, knownAt), cancel))
            if (CustomerLifetime.Of(payments, events.GetValueOrDefault(payments[0].CustomerId, []), day, rules, rates) is { } lifetime) customers.Add((payments[0].CustomerId, lifetime));
        return customers;
    }

    private async Task<Dictionary<string, IReadOnlyList<SubscriptionEvent>>> EventsAsync(DateTimeOffset? knownAt, CancellationToken cancel)
    {
        Dictionary<string, IReadOnlyList<SubscriptionEvent>> events = [];
        await foreach (var customer in reader.EventsAsync(knownAt, cancel)) events[customer[0].CustomerId] = customer;
        return events;
    }

    private DateTimeOffset Before(DateOnly day, DateTimeOffset? knownAt)
    {
        var end = rules.Calendar.StartOf(day.AddDays(1));
        return knownAt < end ? knownAt.Value.AddTicks(TimeSpan.TicksPerMicrosecond) : end;
    }
}
