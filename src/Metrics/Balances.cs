using System.Runtime.InteropServices;

namespace RevenueBot.Metrics;

/// <summary>A few running balances by key, with the crossings of 0 that an addition brings.</summary>
internal sealed class Balances<TKey> where TKey : IEquatable<TKey>
{
    private readonly List<(TKey Key, long Balance)> _entries = new(1); // few customers have more

    /// <returns>1 when the balance rose above 0, −1 when it fell to 0, else 0.</returns>
    public short Add(TKey key, long amount)
    {
        ref var balance = ref BalanceOf(key);
        var before = balance;
        balance += amount;
        return (short)((balance > 0 ? 1 : 0) - (before > 0 ? 1 : 0));
    }

    private ref long BalanceOf(TKey key)
    {
        foreach (ref var entry in CollectionsMarshal.AsSpan(_entries))
            if (entry.Key.Equals(key)) return ref entry.Balance;
        _entries.Add((key, 0));
        return ref CollectionsMarshal.AsSpan(_entries)[^1].Balance;
    }
}
