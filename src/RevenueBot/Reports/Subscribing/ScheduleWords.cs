using System.Globalization;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports.Scheduling;

namespace RevenueBot.Reports.Subscribing;

/// <summary>Schedules as people read them.</summary>
internal static class ScheduleWords
{
    public const int Shown = 5;

    /// <summary><c>daily to slack:C0EXEC: Wed 11 Nov, 07:30 New York, then 12, 13, 14, 15 Nov. Id daily/slack:C0EXEC</c></summary>
    public static string Line(DigestSchedule schedule, DateTimeOffset now) => $"{schedule.Name} to {schedule.Destination}{(schedule.IsPaused ? " (paused)" : "")}: {Next(schedule, now)}. Id {schedule.Id}";

    /// <summary><c>Wed 11 Nov, 07:30 New York, then 12, 13, 14, 15 Nov</c>: in the readers' zone; shifted times are shown as they will be.</summary>
    public static string Next(DigestSchedule schedule, DateTimeOffset now)
    {
        var next = schedule.Timing.After(now).Take(Shown).Select(due => WallClock.Local(schedule.Timing.Zone, due.At.UtcDateTime)).ToList();
        if (next.Count == 0) return "never";
        var then = string.Join(", ", next.Skip(1).Select((local, at) => local.ToString(Form(local, next[0].TimeOfDay, next.ElementAtOrDefault(at + 2)), CultureInfo.InvariantCulture)));
        return $"{next[0].ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture)} {Days.City(schedule.Timing.Zone)}{(then.Length > 0 ? $", then {then}" : "")}";
    }

    /// <summary>The month once for days of one month, the time only where it is another one.</summary>
    private static string Form(DateTime local, TimeSpan usual, DateTime after) => local.TimeOfDay != usual ? "d MMM HH:mm" : after.Month == local.Month && after.TimeOfDay == usual && after != default ? "%d" : "d MMM";
}
