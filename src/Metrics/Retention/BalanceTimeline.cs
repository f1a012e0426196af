namespace RevenueBot.Metrics.Retention;

/// <summary>A customer's balances at the beginnings of some days: what stood at the close of the day before.</summary>
internal sealed class BalanceTimeline
{
    private readonly List<(Currency Currency, long[] Balances)> _currencies = new(1);
    private readonly int _days;
    private long[]? _held; // few ever pause

    private BalanceTimeline(int days) => _days = days;

    public IReadOnlyList<(Currency Currency, long[] Balances)> Currencies => _currencies;

    /// <param name="changes">By day.</param>
    /// <param name="days">Ascending, distinct.</param>
    public static BalanceTimeline Of(IReadOnlyList<BalanceChange> changes, DateOnly[] days)
    {
        BalanceTimeline timeline = new(days.Length);
        foreach (var change in changes)
        {
            var first = FirstAfter(days, change.Day);
            if (first == days.Length) break;
            AddFrom(timeline.BalancesOf(change.Currency), first, change.Amount);
            if (change.Kind is MovementKind.Paused or MovementKind.Resumed) AddFrom(timeline._held ??= new long[days.Length], first, -change.Amount);
        }

        return timeline;
    }

    /// <summary>True where any currency stands above 0.</summary>
    public bool IsPayingAt(int day)
    {
        foreach (var (_, balances) in _currencies)
            if (balances[day] > 0) return true;
        return false;
    }

    /// <summary>True where nothing is paid because it is paused.</summary>
    public bool IsPausedAt(int day) => _held is not null && _held[day] > 0 && !IsPayingAt(day);

    private static int FirstAfter(DateOnly[] days, DateOnly day)
    {
        var index = Array.BinarySearch(days, day);
        return index < 0 ? ~index : index + 1;
    }

    private static void AddFrom(long[] balances, int first, long amount)
    {
        foreach (ref var balance in balances.AsSpan(first)) balance += amount;
    }

    private long[] BalancesOf(Currency currency)
    {
        foreach (var (known, balances) in _currencies)
            if (known == currency) return balances;
        var added = new long[_days];
        _currencies.Add((currency, added));
        return added;
    }
}
