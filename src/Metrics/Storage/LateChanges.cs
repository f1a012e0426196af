using System.Runtime.InteropServices;
using RevenueBot.Metrics.Restating;

namespace RevenueBot.Metrics.Storage;

/// <summary>Collects what one transaction changes in days that are over. What cancels out moves no closing and is noted as such.</summary>
/// <param name="today">The local day of <paramref name="recordedAt"/>, which still runs.</param>
internal sealed class LateChanges(DateOnly today, DateTimeOffset recordedAt)
{
    private readonly Dictionary<Key, (long Amount, int Customers)> _sums = [];

    internal static Table<LateChange> Table { get; } = new("late_change", new Columns<LateChange>()
        .Time("recorded_at", row => row.RecordedAt).Day("day", row => row.Day).Text("currency", row => row.Currency.Code).Short("kind", row => (short)row.Kind)
        .Long("amount", row => row.Amount).Int("customers", row => row.Customers));

    public IReadOnlyList<LateChange> Rows =>
    [
        .. _sums.Select(pair => (Key: pair.Value.Amount == 0 ? pair.Key with { Kind = MovementKind.Memo } : pair.Key, pair.Value)).GroupBy(pair => pair.Key)
            .Select(group => new LateChange(recordedAt, group.Key.Day, group.Key.Currency, group.Key.Kind, group.Sum(pair => pair.Value.Amount), group.Max(pair => pair.Value.Customers))),
    ];

    /// <summary>Adds what changed in the ledger of one customer.</summary>
    public void Add(LedgerChange change)
    {
        if (!change.Superseded.Any(IsLate) && !change.Added.Any(IsLate)) return;
        Dictionary<Key, long> own = [];
        foreach (var row in change.Superseded.Where(IsLate)) CollectionsMarshal.GetValueRefOrAddDefault(own, Key.Of(row), out _) -= row.Amount;
        foreach (var row in change.Added.Where(IsLate)) CollectionsMarshal.GetValueRefOrAddDefault(own, Key.Of(row), out _) += row.Amount;
        foreach (var (key, amount) in own)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, key, out _);
            sum = (sum.Amount + amount, sum.Customers + (amount == 0 ? 0 : 1));
        }
    }

    private bool IsLate(Movement row) => row.Day < today;

    private readonly record struct Key(DateOnly Day, Currency Currency, MovementKind Kind)
    {
        public static Key Of(Movement row) => new(row.Day, row.Currency, row.Kind);
    }
}
