namespace RevenueBot.Ingest.Sample;

/// <summary>
/// SplitMix64 (https://prng.di.unimi.it/splitmix64.c): the same numbers on every machine and in every version of the
/// runtime, which System.Random does not promise. Only + − × ÷ follow, so that every fraction is the same too.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Dice of their own for each purpose and customer: a change in one life changes no other.</summary>
    public static Dice For(string purpose, int index)
    {
        var hash = 14695981039346656037UL; // FNV-1a
        foreach (var letter in purpose) hash = unchecked((hash ^ letter) * 1099511628211UL);
        return new Dice(unchecked(hash + ((ulong)index * 0x9E3779B97F4A7C15UL)));
    }

    /// <summary>From 0 to below 1.</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Fraction() < probability;

    /// <summary>A whole number, both ends included.</summary>
    public int Between(int low, int high) => low + (int)(Next() % (ulong)(high - low + 1));

    public T Pick<T>(IReadOnlyList<T> from) => from[Between(0, from.Count - 1)];

    public T Weighted<T>(IReadOnlyList<(T Value, int Weight)> from)
    {
        var left = Between(1, from.Sum(f => f.Weight));
        return from.First(f => (left -= f.Weight) <= 0).Value;
    }

    private ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
