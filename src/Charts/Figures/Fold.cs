namespace RevenueBot.Charts.Figures;

/// <summary>Adds up what would be too many lines, bars or panels.</summary>
internal static class Fold
{
    /// <summary>All of them, or the first ones and one more that stands for the rest: "Other plans (3)".</summary>
    /// <param name="most">How many are shown at most.</param>
    /// <param name="all">In order of importance.</param>
    /// <param name="nouns">What they are, in the plural.</param>
    /// <param name="sum">Makes one of the rest under the given name.</param>
    public static IReadOnlyList<T> ToMost<T>(int most, IReadOnlyList<T> all, string nouns, Func<string, IReadOnlyList<T>, T> sum)
    {
        if (all.Count <= most) return all;
        T[] rest = [.. all.Skip(most - 1)];
        return [.. all.Take(most - 1), sum($"Other {nouns} ({Counts.Digits(rest.Length)})", rest)];
    }
}
