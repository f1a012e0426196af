using System.Collections.Concurrent;

namespace RevenueBot.Reports.Scheduling;

/// <summary>
/// How many days before the readers' day the company's day lies that a report speaks of: one, or more where theirs begins before the
/// company's has ended. The same the whole year, so that no change of clocks skips a day or tells one twice.
/// </summary>
internal static class LocalLag
{
    private const int MinutesADay = 24 * 60;
    private static readonly DateTime _first = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc), _last = new(2040, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly ConcurrentDictionary<string, (TimeSpan Least, TimeSpan Most)> _offsets = new(StringComparer.Ordinal);

    /// <param name="time">When it is sent, by the readers' clocks.</param>
    public static int Of(TimeZoneInfo readers, TimeOnly time, TimeZoneInfo company)
    {
        if (readers.Id == company.Id) return 1;
        // The earliest that a local day may bring the moment, against the latest that the company's day may end.
        var minutes = MinutesADay - time.ToTimeSpan().TotalMinutes + (Offsets(readers).Most - Offsets(company).Least).TotalMinutes;
        return Math.Max(1, (int)Math.Ceiling(minutes / MinutesADay));
    }

    private static (TimeSpan Least, TimeSpan Most) Offsets(TimeZoneInfo zone) => _offsets.GetOrAdd(zone.Id, _ =>
    {
        var (least, most) = (TimeSpan.MaxValue, TimeSpan.MinValue);
        for (var day = _first; day < _last; day = day.AddDays(1))
        {
            var offset = zone.GetUtcOffset(day);
            (least, most) = (offset < least ? offset : least, offset > most ? offset : most);
        }

        return (least, most);
    });
}
