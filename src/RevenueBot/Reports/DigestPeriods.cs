using RevenueBot.Metrics;

namespace RevenueBot.Reports;

/// <summary>Which days a report speaks of. Pure: days begin and end in the company's time zone, wherever the report goes.</summary>
internal static class DigestPeriods
{
    /// <summary>The newest day, week or month that was over at a moment. A week begins on the company's <see cref="CompanyCalendar.WeekStart"/>.</summary>
    public static DigestPeriod At(DigestKind kind, DateTimeOffset moment, CompanyCalendar calendar)
    {
        var today = calendar.DayOf(moment);
        return kind switch
        {
            DigestKind.Daily => new(kind, today.AddDays(-1), today.AddDays(-1)),
            DigestKind.Weekly => new(kind, calendar.StartOfWeek(today).AddDays(-7), calendar.StartOfWeek(today).AddDays(-1)),
            DigestKind.Monthly => new(kind, Month.Of(today).Previous.FirstDay, Month.Of(today).Previous.LastDay),
        };
    }
}
