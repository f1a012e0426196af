using RevenueBot.Metrics;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>A window of a question in days, and the days to compare it with: like with like.</summary>
/// <param name="First">First day.</param>
/// <param name="Last">Last day, inclusive, never after the day of the answer.</param>
/// <param name="Unit">The calendar unit it is, whole or begun; null for any other span.</param>
/// <param name="IsPart">True for a unit that is not over.</param>
internal sealed record Frame(DateOnly First, DateOnly Last, CalendarUnit? Unit, bool IsPart)
{
    public Period Period => new(First, Last.AddDays(1));

    /// <summary>The unit before; for a part, its same days (the 31st is compared with a shorter month's end).</summary>
    public Period Before => Unit switch
    {
        null or CalendarUnit.Day => new(First.AddDays(First.DayNumber - Last.DayNumber - 1), First),
        CalendarUnit.Week => new(First.AddDays(-7), IsPart ? Last.AddDays(-6) : First),
        _ => new(First.AddMonths(-Months), IsPart ? Last.AddMonths(-Months).AddDays(1) : First),
    };

    /// <param name="day">The day of the answer: relative windows end here, others are cut here.</param>
    public static Frame Of(Window window, DateOnly day, bool dayIsOver, CompanyCalendar calendar) => window switch
    {
        Window.Last(1, var unit) => Previous(unit, day, calendar),
        Window.Last(var count, CalendarUnit.Day) => new(day.AddDays(1 - count), day, null, false),
        Window.Last(var count, CalendarUnit.Week) => new(day.AddDays(1 - (7 * count)), day, null, false),
        Window.Last(var count, var unit) => new(Month.Of(day).Plus(1 - (count * MonthsIn(unit))).FirstDay, day, null, false),
        Window.This(var unit) => Cut(Start(unit, day, calendar), unit, day, dayIsOver),
        Window.InMonth(var month) => Cut(month.FirstDay, CalendarUnit.Month, day, dayIsOver),
        Window.InQuarter(var month) => Cut(month.FirstDay, CalendarUnit.Quarter, day, dayIsOver),
        Window.InYear(var year) => Cut(new DateOnly(year, 1, 1), CalendarUnit.Year, day, dayIsOver),
        Window.Since(var first) => new(first, day, null, false),
        Window.Between(var first, var last) when first == last => Cut(first, CalendarUnit.Day, day, dayIsOver),
        Window.Between(var first, var last) => new(first, last < day ? last : day, null, false),
        _ => throw new NotSupportedException(),
    };

    /// <summary><c>March 2025</c>, <c>Q3 2025</c>, <c>2025</c>, <c>the week 2–8 Nov</c>, <c>26 Oct–1 Nov</c>.</summary>
    public string Name(Days days) => Unit switch
    {
        CalendarUnit.Month => days.MonthName(Month.Of(First)),
        CalendarUnit.Quarter => new Window.InQuarter(Month.Of(First)).ToString(),
        CalendarUnit.Year => $"{First.Year}",
        CalendarUnit.Week => $"the week {days.Span(First, IsPart ? First.AddDays(6) : Last)}",
        CalendarUnit.Day or null => days.Span(First, Last),
    };

    /// <summary>The first day of the unit that a day lies in.</summary>
    public static DateOnly Start(CalendarUnit unit, DateOnly day, CompanyCalendar calendar) => unit switch
    {
        CalendarUnit.Day => day,
        CalendarUnit.Week => calendar.StartOfWeek(day),
        CalendarUnit.Month => Month.Of(day).FirstDay,
        CalendarUnit.Quarter => new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        CalendarUnit.Year => new DateOnly(day.Year, 1, 1),
    };

    /// <summary>The last day of the unit that begins on a day.</summary>
    public static DateOnly End(CalendarUnit unit, DateOnly first) => unit switch
    {
        CalendarUnit.Day => first,
        CalendarUnit.Week => first.AddDays(6),
        _ => first.AddMonths(MonthsIn(unit)).AddDays(-1),
    };

    private int Months => MonthsIn(Unit!.Value);

    private static Frame Previous(CalendarUnit unit, DateOnly day, CompanyCalendar calendar)
    {
        var last = Start(unit, day, calendar).AddDays(-1);
        return new(Start(unit, last, calendar), last, unit, false);
    }

    private static Frame Cut(DateOnly first, CalendarUnit unit, DateOnly day, bool dayIsOver)
    {
        var end = End(unit, first);
        return end < day || (end == day && dayIsOver) ? new(first, end, unit, false) : new(first, day, unit, true);
    }

    private static int MonthsIn(CalendarUnit unit) => unit switch { CalendarUnit.Quarter => 3, CalendarUnit.Year => 12, _ => 1 };
}
