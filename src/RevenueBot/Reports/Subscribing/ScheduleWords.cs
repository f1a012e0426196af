using System.Globalization;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports.Scheduling;

namespace RevenueBot.Reports.Subscribing;

/// <summary>Schedules as people read them.</summary>
internal static class ScheduleWords
{
    public const int Shown = 5;

    public static IReadOnlyList<string> Row(DigestSchedule schedule, DateTimeOffset now) => [schedule.Name, schedule.Destination, Next(schedule, now), schedule.IsPaused ? "paused" : "on", schedule.Id];

    /// <summary><c>Wed 11 Nov, 07:30 New York, then 12, 13, 14 and 15 Nov</c>: in the readers' zone; shifted times are shown as they will be.</summary>
    public static string Next(DigestSchedule schedule, DateTimeOffset now)
    {
        var next = schedule.Timing.After(now).Take(Shown).Select(due => WallClock.Local(schedule.Timing.Zone, due.At.UtcDateTime)).ToList();
        if (next.Count == 0) return "never";
        var usual = next[0].TimeOfDay;
        var then = string.Join(", ", next.Skip(1).Select(local => local.ToString(local.TimeOfDay == usual ? "d MMM" : "d MMM HH:mm", CultureInfo.InvariantCulture)));
        return $"{next[0].ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture)} {Days.City(schedule.Timing.Zone)}{(then.Length > 0 ? $", then {then}" : "")}";
    }
}
