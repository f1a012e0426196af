using Npgsql;
using RevenueBot.Metrics.Cohorts;
using RevenueBot.Metrics.Retention;

namespace RevenueBot.Metrics.Storage;

/// <summary>Retention of some periods.</summary>
/// <param name="Totals">One row per period that was asked for, in that order.</param>
/// <param name="Keys">One row per period and key; none for the total.</param>
public sealed record RetentionRows(IReadOnlyList<RetentionPeriod> Totals, IReadOnlyList<RetentionPeriod> Keys)
{
    /// <summary>The row of one key; of 0 where none of its customers was there at the start.</summary>
    public RetentionPeriod Of(Period period, string key) => Keys.FirstOrDefault(row => row.Period == period && row.Key == key) ?? new RetentionPeriod(period, 0, 0, 0, 0, 0, 0, 0, 0) { Key = key };
}

/// <summary>Retention and cohorts: computed ahead where they were, else from every customer's ledger.</summary>
public sealed class RetentionReader(NpgsqlDataSource dataSource)
{
    private readonly CustomerLedgers _ledgers = new(dataSource);
    private readonly RetentionStore _store = new(new PrecomputedStore(dataSource));

    /// <summary>One row per period, in their order. Periods without a customer at their start have rows of 0.</summary>
    /// <param name="reporting">The reporting currency.</param>
    /// <param name="knownAt">Null: as known now, or when it was computed ahead.</param>
    public async Task<IReadOnlyList<RetentionPeriod>> ReadAsync(
        IReadOnlyList<Period> periods, Currency reporting, DateTimeOffset? knownAt, CancellationToken ct) =>
        (knownAt is null ? (await FindAsync(Dimension.Total, reporting, ct))?.Find(periods, null) : null)?.Totals
        ?? (await ReadAsync(periods, Dimension.Total, reporting, knownAt, ct)).Totals;

    /// <summary>What was computed ahead; null where nothing was.</summary>
    public Task<RetentionAhead?> FindAsync(Dimension by, Currency reporting, CancellationToken ct) => _store.FindAsync(by, reporting, ct);

    /// <summary>From every customer's ledger, in one pass.</summary>
    public async Task<RetentionRows> ReadAsync(IReadOnlyList<Period> periods, Dimension by, Currency reporting, DateTimeOffset? knownAt, CancellationToken ct)
    {
        if (periods.Count == 0) return new([], []);
        var rates = await _ledgers.RatesAsync(reporting, knownAt, ct);
        RetentionFold total = new(periods, rates), keys = new(by == Dimension.Total ? [] : periods, rates, by);
        await foreach (var (_, customer) in _ledgers.ReadAsync(periods.Max(period => period.End), knownAt, by is Dimension.Country or Dimension.Segment, ct))
        {
            total.Add(customer);
            keys.Add(customer);
        }

        return new(total.Rows(), by == Dimension.Total ? [] : keys.Rows());
    }

    /// <summary>The customers behind a row of retention, with the rates at which they count.</summary>
    /// <param name="key">Null: of every key.</param>
    public async Task<(IReadOnlyList<CustomerOutcome> Customers, FxRates Rates)> CustomersAsync(
        Period period, (Dimension By, string? Key) of, (Currency Reporting, DateTimeOffset? KnownAt) at, CancellationToken ct)
    {
        List<CustomerOutcome> customers = [];
        await foreach (var (id, customer) in _ledgers.ReadAsync(period.End, at.KnownAt, of.By is Dimension.Country or Dimension.Segment, ct))
            if (of.Key is null || (customer.Changes.Count > 0 && RetentionFold.KeyOf(customer, period.Start, of.By) == of.Key)) customers.AddRange(CustomerOutcome.Of(id, customer, period));
        return (customers, await _ledgers.RatesAsync(at.Reporting, at.KnownAt, ct));
    }

    /// <summary>Every customer's balance changes until the close of a day, with the rates at which they count: what cohorts are made of.</summary>
    public async Task<(IReadOnlyList<(string Id, CustomerLedger Ledger)> Customers, FxRates Rates)> LedgersAsync(
        DateOnly day, Currency reporting, DateTimeOffset? knownAt, CancellationToken ct)
    {
        List<(string, CustomerLedger)> customers = [];
        await foreach (var customer in _ledgers.ReadAsync(day.AddDays(1), knownAt, withAttributes: false, ct)) customers.Add(customer);
        return (customers, await _ledgers.RatesAsync(reporting, knownAt, ct));
    }

    /// <summary>The cohorts as they were last computed ahead in a currency; null where they were not.</summary>
    public Task<Precomputed<IReadOnlyList<Cohort>>?> FindCohortsAsync(Currency reporting, CancellationToken ct) => _store.FindCohortsAsync(reporting, ct);

    /// <summary>The cohorts at the close of a day, from every customer's ledger and without revenue: when payments were recorded is not kept.</summary>
    /// <param name="isOver">False while the day runs.</param>
    public async Task<IReadOnlyList<Cohort>> CohortsAsync(DateOnly day, bool isOver, Currency reporting, DateTimeOffset? knownAt, CancellationToken ct)
    {
        CohortFold fold = new(day.AddDays(1), isOver, await _ledgers.RatesAsync(reporting, knownAt, ct));
        await foreach (var (_, customer) in _ledgers.ReadAsync(day.AddDays(1), knownAt, withAttributes: false, ct)) fold.Add(customer);
        return fold.Cohorts();
    }
}
