using System.Runtime.InteropServices;

namespace RevenueBot.Metrics.Storage;

/// <summary>What a customer is counted under: its current attributes, empty where it has none.</summary>
internal readonly record struct CustomerKeys(string Country, string Segment)
{
    public static CustomerKeys None { get; } = new("", "");
}

/// <summary>What the rows of a delta have in common.</summary>
internal readonly record struct RollupKey(DateOnly Day, MovementKind Kind, Currency Currency, string PlanId, CustomerKeys Customer)
{
    public static RollupKey Of(Movement row, CustomerKeys customer) => new(row.Day, row.Kind, row.Currency, row.PlanId, customer);
}

/// <summary>A row of rollup_delta: a change of the roll-ups that is not yet in them.</summary>
internal readonly record struct RollupDelta(RollupKey Key, RollupSums Sums)
{
    public static Table<RollupDelta> Table { get; } = new("rollup_delta", new Columns<RollupDelta>()
        .Day("day", row => row.Key.Day)
        .Short("kind", row => (short)row.Key.Kind)
        .Text("currency", row => row.Key.Currency.Code)
        .Text("plan_id", row => row.Key.PlanId)
        .Text("country", row => row.Key.Customer.Country)
        .Text("segment", row => row.Key.Customer.Segment)
        .Long("amount", row => row.Sums.Amount)
        .Long("gross", row => row.Sums.Gross)
        .Long("committed", row => row.Sums.Committed)
        .Long("trial", row => row.Sums.Trial)
        .Int("customers", row => row.Sums.Customers)
        .Int("plan_customers", row => row.Sums.PlanCustomers)
        .Int("currency_customers", row => row.Sums.CurrencyCustomers)
        .Int("movements", row => row.Sums.Movements)
        .Int("plan_movements", row => row.Sums.PlanMovements)
        .Int("cancels", row => row.Sums.Cancels)
        .Int("trials", row => row.Sums.Trials));
}

/// <summary>Collects the deltas of one transaction; what cancels out leaves no row.</summary>
internal sealed class RollupDeltas
{
    private readonly Dictionary<RollupKey, RollupSums> _sums = [];

    public List<RollupDelta> Rows => [.. _sums.Where(pair => !pair.Value.IsNothing).Select(pair => new RollupDelta(pair.Key, pair.Value))];

    /// <summary>Takes a customer's old rows out and puts its new ones in.</summary>
    public void Replace(IReadOnlyList<Movement> old, CustomerKeys oldKeys, IReadOnlyList<Movement> now, CustomerKeys keys)
    {
        for (var i = 0; i < old.Count; i++) Add(old[i], oldKeys, -RollupSums.Of(old, i));
        for (var i = 0; i < now.Count; i++) Add(now[i], keys, RollupSums.Of(now, i));
    }

    private void Add(Movement row, CustomerKeys keys, RollupSums sums) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_sums, RollupKey.Of(row, keys), out _) += sums;
}
