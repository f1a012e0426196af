using System.Globalization;

namespace RevenueBot.Charts.Figures;

/// <summary>Writes days, months and spans of days in English.</summary>
internal static class Days
{
    /// <summary>The first day of the month.</summary>
    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>"November".</summary>
    public static string LongMonth(DateOnly day) => Write(day, "MMMM");

    /// <summary>"Nov".</summary>
    public static string Month(DateOnly day) => Write(day, "MMM");

    /// <summary>"2026".</summary>
    public static string Year(DateOnly day) => Write(day, "yyyy");

    /// <summary>"Nov 2026".</summary>
    public static string MonthYear(DateOnly day) => Write(day, "MMM yyyy");

    /// <summary>"10 Nov".</summary>
    public static string Day(DateOnly day) => Write(day, "d MMM");

    /// <summary>"10 Nov 2026".</summary>
    public static string DayYear(DateOnly day) => Write(day, "d MMM yyyy");

    /// <summary>"2–8 Nov", "26 Oct–1 Nov", "29 Dec 2025–4 Jan 2026": nothing is said twice. Both days are inside.</summary>
    public static string Span(DateOnly first, DateOnly last) => (first == last, MonthOf(first) == MonthOf(last), first.Year == last.Year) switch
    {
        (true, _, _) => Day(last),
        (_, true, _) => Write(first, "%d") + "–" + Day(last),
        (_, _, true) => Day(first) + "–" + Day(last),
        _ => DayYear(first) + "–" + DayYear(last),
    };

    /// <summary>The span with its year, once.</summary>
    public static string SpanYear(DateOnly first, DateOnly last) =>
        Span(first, last) + (first.Year == last.Year ? " " + Year(last) : "");

    /// <summary>True when the span is exactly one calendar month.</summary>
    public static bool IsWholeMonth(DateOnly first, DateOnly last) => first.Day == 1 && last == first.AddMonths(1).AddDays(-1);

    private static string Write(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
}
