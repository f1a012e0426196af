namespace RevenueBot.Metrics;

/// <summary>Rounding for display: done once, and so that what is shown adds up.</summary>
public static class Rounding
{
    /// <summary>The multiple of <paramref name="unit"/> nearest to an amount, halves away from zero.</summary>
    /// <param name="amount">Any sign, in the unit of <paramref name="unit"/> (for MRR micro-units).</param>
    /// <param name="unit">What is shown: 1,000,000 for whole dollars of micro-units, 10,000 for cents. At least 1.</param>
    public static long ToUnit(long amount, long unit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(unit, 1);
        var (quotient, remainder) = Math.DivRem(amount, unit);
        return (quotient + (2 * Int128.Abs(remainder) >= unit ? Math.Sign(remainder) : 0)) * unit;
    }

    /// <summary>The parts rounded so that they add up to their own rounded total (largest remainder).</summary>
    public static IReadOnlyList<long> ShownParts(IReadOnlyList<long> parts, long unit) => ShownParts(parts, ToUnit(parts.Sum(), unit), unit);

    /// <summary>
    /// The parts, each rounded down or up to a multiple of <paramref name="unit"/>, so that they add up to
    /// <paramref name="shownTotal"/>: all are rounded down, then those with the largest remainder go up, the earlier one first where
    /// two are equal (Hamilton's method). A part that is a multiple already is never changed.
    /// </summary>
    /// <param name="parts">Exact amounts, of any sign. Empty gives empty.</param>
    /// <param name="shownTotal">A multiple of the unit less than one unit away from the exact sum, such as the difference of two rounded balances.</param>
    /// <exception cref="ArgumentException">The total is one unit or more away from the sum of the parts.</exception>
    public static IReadOnlyList<long> ShownParts(IReadOnlyList<long> parts, long shownTotal, long unit)
    {
        if (Int128.Abs((Int128)shownTotal - parts.Sum()) >= unit)
            throw new ArgumentException("The total must be the rounded sum of the parts.", nameof(shownTotal));
        var shown = parts.Select(part => FloorTo(part, unit)).ToArray();
        var missing = (int)((shownTotal - shown.Sum()) / unit);
        var byRemainder = Enumerable.Range(0, parts.Count).OrderByDescending(i => parts[i] - shown[i]);
        foreach (var i in byRemainder.Take(missing)) shown[i] += unit;
        return shown;
    }

    /// <summary>Exact amounts as whole micro-units that add up to their rounded sum: the one that rounding leaves goes to the largest.</summary>
    /// <param name="exact">Of any sign. Empty gives empty.</param>
    public static long[] WholeParts(decimal[] exact)
    {
        var whole = Array.ConvertAll(exact, Whole);
        if (whole.Length > 0) whole[Array.IndexOf(exact, exact.Max())] += Whole(exact.Sum()) - whole.Sum();
        return whole;

        static long Whole(decimal amount) => decimal.ToInt64(Math.Round(amount, MidpointRounding.AwayFromZero));
    }

    private static long FloorTo(long amount, long unit)
    {
        var (quotient, remainder) = Math.DivRem(amount, unit);
        return (remainder < 0 ? quotient - 1 : quotient) * unit;
    }
}
