namespace RevenueBot.Reports.Scheduling;

/// <summary>
/// Local days and times of the day as instants, by the zone's clocks alone: instants are turned into local times, never the other way
/// round, because that is the direction in which every zone has one answer.
/// </summary>
internal static class WallClock
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1), _around = TimeSpan.FromDays(1.5);

    /// <summary>
    /// The one instant of a local day at which its clocks show a time. A time that happens twice counts at its first pass. A time that is
    /// skipped becomes the end of the gap (02:30 → 03:00); where that is the next day, the last minute before the gap.
    /// </summary>
    /// <returns>Null for a day that the zone left out whole (Apia, 30 Dec 2011).</returns>
    public static DateTimeOffset? At(TimeZoneInfo zone, DateOnly day, TimeOnly time)
    {
        var wall = day.ToDateTime(time, DateTimeKind.Utc);
        var (before, after) = (zone.GetUtcOffset(wall - _around), zone.GetUtcOffset(wall + _around));
        foreach (var offset in before >= after ? [before, after] : (ReadOnlySpan<TimeSpan>)[after, before])
            if (Local(zone, wall - offset) == wall) return new(wall - offset);
        var end = EndOfGap(zone, wall);
        return new[] { end, end - _minute }.Where(instant => DateOnly.FromDateTime(Local(zone, instant)) == day).Select(instant => (DateTimeOffset?)new DateTimeOffset(instant)).FirstOrDefault();
    }

    /// <summary>What the clocks show.</summary>
    public static DateTime Local(TimeZoneInfo zone, DateTime utc) => utc + zone.GetUtcOffset(utc);

    /// <summary>The first second at which the clocks show more than a time that they skip.</summary>
    private static DateTime EndOfGap(TimeZoneInfo zone, DateTime wall)
    {
        var (before, after) = (wall - _around, wall + _around);
        while (after - before > TimeSpan.FromSeconds(1))
        {
            var middle = before + TimeSpan.FromSeconds(Math.Floor((after - before).TotalSeconds / 2));
            if (Local(zone, middle) > wall) after = middle;
            else before = middle;
        }

        return after;
    }
}
