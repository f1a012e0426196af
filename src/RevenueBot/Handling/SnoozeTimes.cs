using System.Globalization;
using RevenueBot.Metrics;

namespace RevenueBot.Handling;

/// <summary>Until when an alert may be snoozed: the morning of a day.</summary>
internal static class SnoozeTimes
{
    public const int MostDays = 90;
    private static readonly TimeOnly _morning = new(9, 0);

    /// <summary>The usual choices with their dates spelled out, the first of them tomorrow.</summary>
    public static IReadOnlyList<(DateOnly Day, string Label)> Choices(DateTimeOffset now, CompanyCalendar calendar)
    {
        var today = calendar.DayOf(now);
        (int Days, string Word)[] choices = [(1, "Tomorrow"), (3, "In 3 days"), (7, "In a week"), (14, "In 2 weeks")];
        return [.. choices.Select(choice => (today.AddDays(choice.Days), string.Create(CultureInfo.InvariantCulture, $"{choice.Word}: {today.AddDays(choice.Days):ddd d MMM}, {_morning:HH:mm}")))];
    }

    /// <summary>Nine in the morning of a local day; null where the day is not one after today, or too far away.</summary>
    public static DateTimeOffset? Morning(DateOnly day, DateTimeOffset now, CompanyCalendar calendar)
    {
        var ahead = day.DayNumber - calendar.DayOf(now).DayNumber;
        if (ahead is < 1 or > MostDays) return null;
        var guess = calendar.StartOf(day) + _morning.ToTimeSpan();
        return guess + (day.ToDateTime(_morning) - calendar.LocalTime(guess)); // the night may have been an hour longer or shorter
    }
}
