using Quartz;

namespace RevenueBot.Reports.Scheduling;

/// <summary>
/// A time of the day on certain days, as it is written: in six fields as Quartz has them, from the seconds on, or in the five of cron, from
/// the minutes on with Sunday as 0 or 7.
/// </summary>
internal static class CronText
{
    private const int UnixFields = 5, SecondsADay = 24 * 60 * 60;

    /// <summary>Null, with a sentence, for what is no such text, and for what comes more than once a day.</summary>
    public static (CronExpression? Days, TimeOnly Time, string? Problem) Read(string text)
    {
        var isUnix = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length == UnixFields;
        if (!CronExpression.TryParse(text, isUnix ? CronFormat.Unix : CronFormat.Quartz, out var parsed))
            return (null, default, $"\"{text}\" is no schedule: write minute, hour, day of the month, month and day of the week, such as \"30 7 * * *\" or \"0 8 * * MON\"");
        var days = parsed.WithTimeZone(TimeZoneInfo.Utc);
        DateTimeOffset from = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        if (days.GetNextValidTimeAfter(from.AddSeconds(-1)) is not { } first) return (null, default, $"\"{text}\" never comes: correct the day or the month");
        return days.GetNextValidTimeAfter(first) is { } next && (next - first).TotalSeconds < SecondsADay
            ? (null, default, $"\"{text}\" comes more than once a day: name one minute and one hour") : (days, TimeOnly.FromTimeSpan(first.UtcDateTime.TimeOfDay), null);
    }
}
