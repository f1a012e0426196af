using RevenueBot.Metrics;

namespace RevenueBot.Reports;

/// <summary>Which days a report speaks of. Pure: days begin and end in the company's time zone, wherever the report goes.</summary>
internal static class DigestPeriods
{
    /// <summary>The newest day, week or month that was over at a moment. A week begins on the company's <see cref="CompanyCalendar.WeekStart"/>.</summary>
    public static DigestPeriod At(DigestKind kind, DateTimeOffset moment, CompanyCalendar calendar) => EndedBefore(kind, calendar.DayOf(moment), calendar);

    /// <summary>The newest day, week or month that was over when a day of the company began.</summary>
    public static DigestPeriod EndedBefore(DigestKind kind, DateOnly day, CompanyCalendar calendar) => kind switch
    {
        DigestKind.Daily => new(kind, day.AddDays(-1), day.AddDays(-1)),
        DigestKind.Weekly => new(kind, calendar.StartOfWeek(day).AddDays(-7), calendar.StartOfWeek(day).AddDays(-1)),
        DigestKind.Monthly => new(kind, Month.Of(day).Previous.FirstDay, Month.Of(day).Previous.LastDay),
    };
}
