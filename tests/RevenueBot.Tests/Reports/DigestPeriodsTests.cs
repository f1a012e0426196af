using RevenueBot.Metrics;
using RevenueBot.Reports;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports;

/// <summary>Which days a report speaks of, by the company's clock.</summary>
public sealed class DigestPeriodsTests
{
    [Theory]
    [InlineData("America/New_York", "2026-11-11T12:30Z", "2026-11-10")] // Wed 07:30
    [InlineData("America/New_York", "2026-11-11T04:59Z", "2026-11-09")] // still Tuesday there
    [InlineData("America/New_York", "2026-11-11T05:00Z", "2026-11-10")] // its first moment
    [InlineData("Asia/Tokyo", "2026-11-10T15:00Z", "2026-11-10")] // Wed 00:00
    [InlineData("Europe/Berlin", "2026-10-25T23:00Z", "2026-10-25")] // a day of 25 hours
    [InlineData("America/Sao_Paulo", "2018-11-04T03:00Z", "2018-11-03")] // a day that begins at 01:00
    [InlineData("Europe/Berlin", "2026-01-01T00:00Z", "2025-12-31")]
    public void A_daily_report_is_of_the_day_before(string zone, string moment, string day)
    {
        var period = DigestPeriods.At(DigestKind.Daily, DateTimeOffset.Parse(moment, null), Calendar(zone));
        period.ShouldBe(new DigestPeriod(DigestKind.Daily, DateOnly.Parse(day, null), DateOnly.Parse(day, null)));
    }

    [Theory]
    [InlineData(DayOfWeek.Monday, "2026-11-09T05:00Z", "2026-11-02", "2026-11-08")] // the first moment of Monday
    [InlineData(DayOfWeek.Monday, "2026-11-09T04:59Z", "2026-10-26", "2026-11-01")] // Sunday is not over
    [InlineData(DayOfWeek.Monday, "2026-11-15T12:00Z", "2026-11-02", "2026-11-08")]
    [InlineData(DayOfWeek.Sunday, "2026-11-09T12:00Z", "2026-11-01", "2026-11-07")]
    [InlineData(DayOfWeek.Saturday, "2026-11-09T12:00Z", "2026-10-31", "2026-11-06")]
    [InlineData(DayOfWeek.Monday, "2027-01-04T12:00Z", "2026-12-28", "2027-01-03")]
    public void A_weekly_report_is_of_the_last_whole_week(DayOfWeek start, string moment, string first, string last) =>
        DigestPeriods.At(DigestKind.Weekly, DateTimeOffset.Parse(moment, null), Calendar("America/New_York") with { WeekStart = start })
            .ShouldBe(new DigestPeriod(DigestKind.Weekly, DateOnly.Parse(first, null), DateOnly.Parse(last, null)));

    [Theory]
    [InlineData("2026-11-30T12:00Z", "2026-10-01", "2026-10-31")]
    [InlineData("2026-12-01T04:59Z", "2026-10-01", "2026-10-31")]
    [InlineData("2026-12-01T05:00Z", "2026-11-01", "2026-11-30")]
    [InlineData("2028-03-01T12:00Z", "2028-02-01", "2028-02-29")]
    public void A_monthly_report_is_of_the_last_whole_month(string moment, string first, string last) =>
        DigestPeriods.At(DigestKind.Monthly, DateTimeOffset.Parse(moment, null), Calendar("America/New_York")).ShouldBe(new DigestPeriod(DigestKind.Monthly, DateOnly.Parse(first, null), DateOnly.Parse(last, null)));

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Pacific/Apia")]
    [InlineData("Asia/Kathmandu")]
    public void Day_after_day_each_period_follows_the_one_before(string zone)
    {
        var calendar = Calendar(zone);
        foreach (var kind in Enum.GetValues<DigestKind>())
        {
            var last = DigestPeriods.At(kind, calendar.StartOf(new DateOnly(2024, 1, 1)), calendar);
            for (var day = new DateOnly(2024, 1, 2); day.Year < 2027; day = day.AddDays(1))
            {
                var next = DigestPeriods.At(kind, calendar.StartOf(day).AddHours(7), calendar);
                next.Last.ShouldBeLessThan(day);
                if (next != last) next.First.ShouldBe(last.Last.AddDays(1));
                last = next;
            }
        }
    }

    private static CompanyCalendar Calendar(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone));
}
