using System.Globalization;
using RevenueBot.Metrics;

namespace RevenueBot.Alerts.Speaking;

/// <summary>
/// Hours of the local day in which only high alerts are posted. By the clock on the wall: where it is set forward or back within them
/// they are an hour shorter or longer.
/// </summary>
/// <param name="From">First quiet minute.</param>
/// <param name="To">First minute that is not; before or equal to <paramref name="From"/>: on the next day.</param>
/// <param name="Weekends">True: Saturday and Sunday are quiet all day.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To, bool Weekends, CompanyCalendar Calendar)
{
    /// <summary>Reads <c>20:00-08:00</c>; null where it is none.</summary>
    public static (TimeOnly From, TimeOnly To)? Parse(string text) =>
        text.Split('-', '–') is [var from, var to] && Time(from) is { } start && Time(to) is { } end && start != end ? (start, end) : null;

    public bool IsQuiet(DateTimeOffset at)
    {
        var local = Calendar.LocalTime(at);
        return IsQuietDay(DateOnly.FromDateTime(local)) || TimeOnly.FromDateTime(local).IsBetween(From, To);
    }

    /// <summary>The local day on which quiet that holds at an instant ends: that of the roll-up that waits for it.</summary>
    public DateOnly EndsOn(DateTimeOffset at)
    {
        var local = Calendar.LocalTime(at);
        var day = DateOnly.FromDateTime(local);
        if (TimeOnly.FromDateTime(local) >= To) day = day.AddDays(1);
        while (IsQuietDay(day)) day = day.AddDays(1);
        return day;
    }

    private bool IsQuietDay(DateOnly day) => Weekends && day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text.Trim(), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
