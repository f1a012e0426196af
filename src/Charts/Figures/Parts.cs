namespace RevenueBot.Charts.Figures;

/// <summary>Rounding in which the shown parts add up to the shown total.</summary>
internal static class Parts
{
    /// <summary>
    /// Rounds signed parts to the given decimals by the largest remainder, so that their sum is exactly <paramref name="total"/>,
    /// which is itself a rounded figure within one unit of the parts' true sum. A part of zero stays zero.
    /// Ties go to the earlier part. Source: Hamilton's method of apportionment.
    /// </summary>
    public static IReadOnlyList<decimal> Round(IReadOnlyList<decimal> parts, decimal total, int decimals)
    {
        var unit = new decimal(1, 0, 0, false, (byte)decimals);
        var floors = parts.Select(p => Math.Floor(p / unit) * unit).ToArray();
        var missing = (int)((total - floors.Sum()) / unit);
        foreach (var i in Enumerable.Range(0, parts.Count).OrderByDescending(i => parts[i] - floors[i]).Take(missing))
            floors[i] += unit;
        return floors;
    }

    /// <summary>Whole percents that parts, none below zero, are of their sum: they add up to 100, or are all zero where the sum is.</summary>
    public static IReadOnlyList<decimal> Shares(IReadOnlyList<decimal> parts) => parts.Sum() is > 0 and var total
        ? Round([.. parts.Select(part => part / total * 100)], 100, 0)
        : [.. parts.Select(_ => 0m)];
}
