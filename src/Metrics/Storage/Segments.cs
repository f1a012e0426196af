namespace RevenueBot.Metrics.Storage;

/// <summary>Days <c>[Start, End)</c> that end up in cells with the same last day.</summary>
/// <param name="Opens">Everything before the first boundary: one cell whatever the kind.</param>
/// <param name="WholeMonths">Start and End are firsts of months (Start may be the beginning of time).</param>
internal readonly record struct Segment(DateOnly Start, DateOnly End, bool Opens, bool WholeMonths)
{
    public DateOnly LastDay => End.AddDays(-1);
}

/// <summary>
/// The spans of a query, cut so that whole months can be read from the monthly roll-up. A span that crosses a month is given in
/// cells of one month each, so that a movement converts at a rate of its own month.
/// </summary>
internal static class Segments
{
    public static List<Segment> Of(IReadOnlyList<DateOnly> boundaries)
    {
        if (boundaries.Count == 0) throw new ArgumentException("A ledger query needs at least one boundary.", nameof(boundaries));
        List<Segment> segments = [];
        var first = boundaries[0];
        var month = Month.Of(first).FirstDay;
        if (month > DateOnly.MinValue) segments.Add(new Segment(DateOnly.MinValue, month, true, true));
        if (month < first) segments.Add(new Segment(month, first, true, false));
        for (var i = 1; i < boundaries.Count; i++) Cut(segments, boundaries[i - 1], boundaries[i]);
        return segments;
    }

    private static void Cut(List<Segment> segments, DateOnly start, DateOnly end)
    {
        while (start < end)
        {
            var month = Month.Of(start);
            var next = month.Next.FirstDay < end ? month.Next.FirstDay : end;
            segments.Add(new Segment(start, next, false, start == month.FirstDay && next == month.Next.FirstDay));
            start = next;
        }
    }
}
