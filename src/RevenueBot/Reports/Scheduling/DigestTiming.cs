using Quartz;
using RevenueBot.Metrics;

namespace RevenueBot.Reports.Scheduling;

/// <summary>A moment at which a report is due somewhere.</summary>
/// <param name="LocalDay">The day there: with its schedule it is the run's name.</param>
internal readonly record struct DigestDue(DateOnly LocalDay, DateTimeOffset At, DigestPeriod Period);

/// <summary>
/// When a report goes out and of which days it speaks. Pure. On every local day that the schedule names it is due exactly once, whatever
/// the clocks do, and every such day has a period of its own.
/// </summary>
internal sealed class DigestTiming
{
    private const int MostDaysBack = 400;
    private readonly CronExpression _days;
    private readonly TimeOnly _time;
    private readonly CompanyCalendar _calendar;
    private readonly int _lag;

    private DigestTiming(DigestKind kind, TimeZoneInfo zone, (CronExpression Days, TimeOnly Time) cron, CompanyCalendar calendar)
    {
        (Kind, Zone, _days, _time, _calendar) = (kind, zone, cron.Days, cron.Time, calendar);
        _lag = LocalLag.Of(zone, _time, calendar.Zone);
    }

    public DigestKind Kind { get; }

    /// <summary>The zone of the readers: the time of the day is theirs, the days of the figures are the company's.</summary>
    public TimeZoneInfo Zone { get; }

    public TimeOnly Time => _time;

    /// <returns>Or one plain sentence, without its end, that says what is wrong.</returns>
    public static (DigestTiming? Timing, string? Problem) Read(DigestKind kind, string cron, string zone, CompanyCalendar calendar)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)) return (null, $"\"{zone}\" is no time zone here: use an IANA name such as Europe/Berlin");
        var (days, time, problem) = CronText.Read(cron);
        if (days is null) return (null, problem);
        DigestTiming timing = new(kind, found, (days, time), calendar);
        var (unit, word) = kind switch { DigestKind.Weekly => ("week", "weekly"), DigestKind.Monthly => ("month", "monthly"), _ => ("day", "daily") };
        var periods = timing.After(new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero)).Take(60).Select(due => due.Period).ToList();
        return periods.Distinct().Count() == periods.Count ? (timing, null) : (null, $"\"{cron}\" comes more than once a {unit}: the {word} report is sent once for each {unit}");
    }

    /// <summary>The newest moment it was due, up to now and after a moment at which nothing was expected yet; null: none.</summary>
    public DigestDue? Newest(DateTimeOffset now, DateTimeOffset since)
    {
        var day = DateOnly.FromDateTime(WallClock.Local(Zone, now.UtcDateTime)).AddDays(1);
        for (var back = 0; back < MostDaysBack; back++)
            if (On(day.AddDays(-back)) is { } due && due.At <= now) return due.At > since ? due : null;
        return null;
    }

    /// <summary>The moments after one, without end where its schedule has none.</summary>
    public IEnumerable<DigestDue> After(DateTimeOffset now)
    {
        var wall = new DateTimeOffset(WallClock.Local(Zone, now.UtcDateTime).AddDays(-1.5), TimeSpan.Zero);
        while (_days.GetNextValidTimeAfter(wall) is { } next)
        {
            wall = next;
            if (On(DateOnly.FromDateTime(next.UtcDateTime)) is { } due && due.At > now) yield return due;
        }
    }

    /// <summary>Null on a day that the schedule does not name.</summary>
    private DigestDue? On(DateOnly day) =>
        _days.IsSatisfiedBy(new DateTimeOffset(day.ToDateTime(_time), TimeSpan.Zero)) && WallClock.At(Zone, day, _time) is { } at ? new DigestDue(day, at, DigestPeriods.EndedBefore(Kind, day.AddDays(1 - _lag), _calendar)) : null;
}
