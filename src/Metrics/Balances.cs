namespace RevenueBot.Metrics;

/// <summary>A few running balances by key, with the crossings of 0 that an addition brings.</summary>
internal sealed class Balances<TKey> where TKey : IEquatable<TKey>
{
    private readonly List<(TKey Key, long Balance)> _entries = [];

    /// <returns>1 when the balance rose above 0, −1 when it fell to 0, else 0.</returns>
    public short Add(TKey key, long amount)
    {
        var index = _entries.FindIndex(entry => entry.Key.Equals(key));
        var before = index < 0 ? 0 : _entries[index].Balance;
        var after = before + amount;
        if (index < 0) _entries.Add((key, after));
        else _entries[index] = (key, after);
        return (short)((after > 0 ? 1 : 0) - (before > 0 ? 1 : 0));
    }
}
