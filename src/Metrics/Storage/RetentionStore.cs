using RevenueBot.Metrics.Cohorts;
using RevenueBot.Metrics.Retention;

namespace RevenueBot.Metrics.Storage;

/// <summary>Retention and cohorts as they are kept once computed.</summary>
internal sealed class RetentionStore(PrecomputedStore store)
{
    private const string CohortsName = "cohorts";

    /// <summary>Totals, and the keys of a dimension, that were computed together; null where they were not, or in another currency.</summary>
    public async Task<RetentionAhead?> FindAsync(Dimension by, Currency reporting, CancellationToken ct)
    {
        if (await store.ReadAsync<StoredRetention>(NameOf(Dimension.Total), ct) is not { } totals || totals.Value.Reporting != reporting.Code) return null;
        if (by == Dimension.Total) return new RetentionAhead(totals.AsOf, totals.Value.Periods, null);
        return await store.ReadAsync<StoredRetention>(NameOf(by), ct) is { } keys && keys.AsOf == totals.AsOf && keys.Value.Reporting == reporting.Code
            ? new RetentionAhead(totals.AsOf, totals.Value.Periods, keys.Value.Periods) : null;
    }

    public Task WriteAsync(Dimension by, Currency reporting, IReadOnlyList<StoredPeriod> periods, DateTimeOffset at, CancellationToken ct) =>
        store.WriteAsync(NameOf(by), new Precomputed<StoredRetention>(new(reporting.Code, periods), at), ct);

    public async Task<Precomputed<IReadOnlyList<Cohort>>?> FindCohortsAsync(Currency reporting, CancellationToken ct) =>
        await store.ReadAsync<StoredCohorts>(CohortsName, ct) is { } found && found.Value.Reporting == reporting.Code
            ? new([.. found.Value.Cohorts.Select(cohort => cohort.ToCohort())], found.AsOf) : null;

    public Task WriteCohortsAsync(Currency reporting, IReadOnlyList<Cohort> cohorts, DateTimeOffset at, CancellationToken ct) =>
        store.WriteAsync(CohortsName, new Precomputed<StoredCohorts>(new(reporting.Code, [.. cohorts.Select(StoredCohort.Of)]), at), ct);

    private static string NameOf(Dimension by) => by == Dimension.Total ? "retention" : $"retention by {by.ToString().ToLowerInvariant()}";
}

/// <summary>Retention that was computed ahead of the question.</summary>
public sealed class RetentionAhead
{
    private readonly Dictionary<Period, StoredPeriod> _totals;
    private readonly Dictionary<Period, StoredPeriod>? _keys;

    internal RetentionAhead(DateTimeOffset computedAt, IReadOnlyList<StoredPeriod> totals, IReadOnlyList<StoredPeriod>? keys)
    {
        ComputedAt = computedAt;
        _totals = totals.ToDictionary(period => period.Period);
        _keys = keys?.ToDictionary(period => period.Period);
    }

    /// <summary>The moment the figures speak of.</summary>
    public DateTimeOffset ComputedAt { get; }

    /// <summary>Rows of periods, if every one of them is here.</summary>
    /// <param name="running">A day that was not over: a period that ends with it is as it was at that moment. Null: only periods that were over.</param>
    public RetentionRows? Find(IReadOnlyList<Period> periods, DateOnly? running)
    {
        var here = periods.All(period => Has(_totals, period, running) && (_keys is null || Has(_keys, period, running)));
        return !here ? null : new([.. periods.SelectMany(period => _totals[period].ToRows())], _keys is null ? [] : [.. periods.SelectMany(period => _keys[period].ToRows())]);
    }

    private static bool Has(Dictionary<Period, StoredPeriod> kept, Period period, DateOnly? running) =>
        kept.TryGetValue(period, out var found) && (!found.IsPart || period.LastDay == running);
}

internal sealed record StoredRetention(string Reporting, IReadOnlyList<StoredPeriod> Periods);

/// <param name="IsPart">Its last day was not over when it was computed.</param>
internal sealed record StoredPeriod(Period Period, bool IsPart, IReadOnlyList<StoredRow> Rows)
{
    public static StoredPeriod Of(Period period, bool isPart, IEnumerable<RetentionPeriod> rows) => new(period, isPart, [.. rows.Select(StoredRow.Of)]);

    public IEnumerable<RetentionPeriod> ToRows() => Rows.Select(row => row.ToRow(Period));
}

/// <param name="Money">Opening, churn, contraction, expansion.</param>
/// <param name="Customers">Opening, left, paused, expanded, contracted.</param>
/// <param name="Unconverted">By currency code.</param>
internal sealed record StoredRow(string Key, long[] Money, int[] Customers, IReadOnlyDictionary<string, long>? Unconverted)
{
    public static StoredRow Of(RetentionPeriod row) => new(
        row.Key, [row.OpeningMrr, row.Churn, row.Contraction, row.Expansion],
        [row.OpeningCustomers, row.LeftCustomers, row.PausedCustomers, row.ExpandedCustomers, row.ContractedCustomers], StoredAmounts.Of(row.Unconverted));

    public RetentionPeriod ToRow(Period period)
    {
        var kept = Money[0] + Money[1] + Money[2];
        return new(period, Money[0], kept + Money[3], kept, Money[1], Money[2], Money[3], Customers[0], Customers[1])
        {
            Key = Key, PausedCustomers = Customers[2], ExpandedCustomers = Customers[3], ContractedCustomers = Customers[4], Unconverted = StoredAmounts.Read(Unconverted),
        };
    }
}

internal sealed record StoredCohorts(string Reporting, IReadOnlyList<StoredCohort> Cohorts);

/// <param name="Revenue">Null where payments were not read.</param>
internal sealed record StoredCohort(
    string Month, int Size, long InitialMrr, bool LastIsPart, int[] Active, int[] Survivors, long[] Mrr, long[] Kept, long[]? Revenue,
    IReadOnlyDictionary<string, long>? Unconverted)
{
    public static StoredCohort Of(Cohort cohort) => new(
        cohort.Month.ToString(), cohort.Size, cohort.InitialMrr, cohort.LastIsPart, [.. cohort.Cells.Select(cell => cell.Active)],
        [.. cohort.Cells.Select(cell => cell.Survivors)], [.. cohort.Cells.Select(cell => cell.Mrr)], [.. cohort.Cells.Select(cell => cell.KeptMrr)],
        cohort.Cells.All(cell => cell.Revenue is null) ? null : [.. cohort.Cells.Select(cell => cell.Revenue ?? 0)], StoredAmounts.Of(cohort.Unconverted));

    public Cohort ToCohort() => new(
        Metrics.Month.TryParse(Month, out var month) ? month : throw new InvalidDataException($"The cohort {Month} is no month."), Size, InitialMrr,
        [.. Active.Select((active, i) => new CohortCell(active, Survivors[i], Mrr[i], Kept[i], Revenue?[i]))], LastIsPart)
    {
        Unconverted = StoredAmounts.Read(Unconverted),
    };
}

internal static class StoredAmounts
{
    public static IReadOnlyDictionary<string, long>? Of(IReadOnlyList<Unconverted> amounts) =>
        amounts.Count == 0 ? null : amounts.ToDictionary(amount => amount.Currency.Code, amount => amount.Amount);

    public static IReadOnlyList<Unconverted> Read(IReadOnlyDictionary<string, long>? stored) =>
        stored is null ? [] : [.. stored.Select(pair => new Unconverted(Currency.Parse(pair.Key), pair.Value))];
}
