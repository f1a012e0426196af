using System.Globalization;
using RevenueBot.Metrics;

namespace RevenueBot.Questions.Wording;

/// <summary>Days, spans and times as people read them. The year stands only where it is not the year of the answer.</summary>
/// <param name="Year">The year of the answer.</param>
internal readonly record struct Days(int Year)
{
    /// <summary><c>10 Nov</c>, <c>10 Nov 2025</c>.</summary>
    public string Day(DateOnly day) => Text(day, day.Year == Year ? "d MMM" : "d MMM yyyy");

    /// <summary><c>1–10 Nov</c>, <c>26 Oct–1 Nov</c>, <c>26 Dec 2025–1 Jan 2026</c>; one day is that day. Both ends inclusive.</summary>
    public string Span(DateOnly first, DateOnly last)
    {
        if (first == last) return Day(first);
        if (first.Year != last.Year) return $"{Text(first, "d MMM yyyy")}–{Text(last, "d MMM yyyy")}";
        return first.Month == last.Month ? $"{first.Day}–{Day(last)}" : $"{Text(first, "d MMM")}–{Day(last)}";
    }

    /// <summary><c>in 1–10 Nov</c>, <c>on 1 Nov</c>. Both ends inclusive.</summary>
    public string Within(DateOnly first, DateOnly last) => $"{(first == last ? "on" : "in")} {Span(first, last)}";

    /// <summary><c>November</c>, <c>March 2025</c>.</summary>
    public string MonthName(Month month) => Text(month.FirstDay, month.Year == Year ? "MMMM" : "MMMM yyyy");

    /// <summary><c>Tue 10 Nov 2026</c></summary>
    public static string Long(DateOnly day) => Text(day, "ddd d MMM yyyy");

    /// <summary><c>10 Nov 2026</c></summary>
    public static string WithYear(DateOnly day) => Text(day, "d MMM yyyy");

    /// <summary><c>Tue 10 Nov, 21:05</c></summary>
    public static string Moment(DateTimeOffset instant, CompanyCalendar calendar) =>
        calendar.LocalTime(instant).ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture);

    /// <summary><c>Tue 10 Nov 2026, 17:40 New York</c></summary>
    public static string LongMoment(DateTimeOffset instant, CompanyCalendar calendar) =>
        calendar.LocalTime(instant).ToString("ddd d MMM yyyy, HH:mm ", CultureInfo.InvariantCulture) + City(calendar.Zone);

    /// <summary>The city of an IANA zone: <c>New York</c>; <c>UTC</c> for zones without one.</summary>
    public static string City(TimeZoneInfo zone) => zone.Id.Split('/')[^1].Replace('_', ' ');

    private static string Text(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
}
