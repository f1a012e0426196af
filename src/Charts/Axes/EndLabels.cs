namespace RevenueBot.Charts.Axes;

/// <summary>Keeps labels at the ends of lines apart.</summary>
internal static class EndLabels
{
    /// <summary>
    /// Heights for labels that would stand at <paramref name="wanted"/>: in the same order, at least <paramref name="gap"/> apart,
    /// pushed down where they collide, then all shifted up when the last one leaves the room. Needs a room tall enough for all.
    /// </summary>
    public static IReadOnlyList<double> Spread(IReadOnlyList<double> wanted, double gap, (double Top, double Bottom) room)
    {
        var placed = new double[wanted.Count];
        int[] order = [.. Enumerable.Range(0, wanted.Count).OrderBy(i => wanted[i])];
        for (var i = 0; i < order.Length; i++)
            placed[order[i]] = Math.Max(Math.Max(wanted[order[i]], room.Top), i == 0 ? room.Top : placed[order[i - 1]] + gap);
        for (var (i, lowest) = (order.Length - 1, room.Bottom); i >= 0; i--, lowest -= gap)
            placed[order[i]] = Math.Min(placed[order[i]], lowest);
        return placed;
    }
}
