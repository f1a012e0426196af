namespace RevenueBot.Metrics.Churn.Learning.Splitting;

/// <summary>Numbers as good as random that are the same in every run.</summary>
internal static class Scramble
{
    /// <summary>The finaliser of SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).</summary>
    public static ulong Of(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
