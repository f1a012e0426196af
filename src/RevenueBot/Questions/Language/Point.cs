using RevenueBot.Metrics;

namespace RevenueBot.Questions.Language;

/// <summary>
/// A day, month, quarter or year as typed, possibly without its year: then it is the most recent one that has begun.
/// </summary>
/// <param name="Month">First month of the unit, 1 to 12; null for a year.</param>
/// <param name="Day">Null for a month, quarter or year.</param>
internal readonly record struct Point(int? Year, int? Month, int? Day, CalendarUnit Unit)
{
    public static Point Of(DateOnly day) => new(day.Year, day.Month, day.Day, CalendarUnit.Day);

    /// <summary>False for a day that no year has, such as 30 Feb, or that its own year has not, such as 29 Feb 2025.</summary>
    public bool Exists => Day is not { } day || day <= DateTime.DaysInMonth(Year ?? 2000, Month!.Value);

    /// <summary>The first day, in the typed year or else the latest that has begun by <paramref name="today"/>.</summary>
    public DateOnly First(DateOnly today)
    {
        for (var year = Year ?? today.Year; ; year--)
        {
            if (Day > DateTime.DaysInMonth(year, Month ?? 1)) continue; // 29 Feb: back to a leap year
            var first = new DateOnly(year, Month ?? 1, Day ?? 1);
            if (Year is not null || first <= today) return first;
        }
    }

    /// <summary>The last day, inclusive, of the unit that begins on <paramref name="first"/>.</summary>
    public DateOnly LastFrom(DateOnly first) => Unit switch
    {
        CalendarUnit.Month => first.AddMonths(1).AddDays(-1),
        CalendarUnit.Quarter => first.AddMonths(3).AddDays(-1),
        CalendarUnit.Year => first.AddYears(1).AddDays(-1),
        CalendarUnit.Day or CalendarUnit.Week => first,
    };

    public Window ToWindow(DateOnly first) => Unit switch
    {
        CalendarUnit.Month => new Window.InMonth(Metrics.Month.Of(first)),
        CalendarUnit.Quarter => new Window.InQuarter(Metrics.Month.Of(first)),
        CalendarUnit.Year => new Window.InYear(first.Year),
        CalendarUnit.Day or CalendarUnit.Week => new Window.Between(first, first),
    };
}
