using System.Globalization;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests;

public sealed class CompanyCalendarTests
{
    [Theory]
    [InlineData("Etc/UTC", "2026-01-05", "2026-01-05T00:00Z")]
    [InlineData("America/New_York", "2026-01-05", "2026-01-05T05:00Z")]
    [InlineData("America/New_York", "2026-07-05", "2026-07-05T04:00Z")]
    [InlineData("Asia/Kolkata", "2026-01-05", "2026-01-04T18:30Z")]
    [InlineData("Pacific/Apia", "2026-01-05", "2026-01-04T11:00Z")]
    [InlineData("Australia/Lord_Howe", "2025-04-06", "2025-04-05T13:00Z")] // summer time, +11
    [InlineData("Australia/Lord_Howe", "2025-04-07", "2025-04-06T13:30Z")] // +10:30: clocks move by half an hour
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00Z")] // 00:00 to 01:00 does not exist
    [InlineData("America/Sao_Paulo", "2018-11-05", "2018-11-05T02:00Z")]
    [InlineData("America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00Z")] // 23:00 to 24:00 of the 17th happens twice
    [InlineData("America/Havana", "2025-11-02", "2025-11-02T04:00Z")] // 00:00 to 01:00 happens twice: the first
    [InlineData("Africa/Cairo", "2025-04-25", "2025-04-24T22:00Z")] // 00:00 to 01:00 does not exist
    [InlineData("Asia/Beirut", "2025-03-30", "2025-03-29T22:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T10:00Z")] // Samoa left this day out: it begins and ends at once
    [InlineData("Pacific/Apia", "2011-12-31", "2011-12-30T10:00Z")]
    public void A_day_starts_at_its_first_instant(string zone, string day, string expected) =>
        Calendar(zone).StartOf(Day(day)).ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("America/New_York", "2026-03-08", 23)]
    [InlineData("America/New_York", "2026-11-01", 25)]
    [InlineData("America/New_York", "2026-11-02", 24)]
    [InlineData("Australia/Lord_Howe", "2025-10-05", 23.5)]
    [InlineData("Australia/Lord_Howe", "2025-04-06", 24.5)]
    [InlineData("America/Sao_Paulo", "2018-11-04", 23)]
    [InlineData("America/Sao_Paulo", "2018-02-17", 25)]
    [InlineData("Pacific/Apia", "2011-12-30", 0)] // Samoa left this day out
    public void A_local_day_has_the_hours_its_clocks_show(string zone, string day, double hours) =>
        (Calendar(zone).StartOf(Day(day).AddDays(1)) - Calendar(zone).StartOf(Day(day))).TotalHours.ShouldBe(hours);

    [Theory]
    [InlineData("Etc/UTC")]
    [InlineData("America/New_York")]
    [InlineData("Europe/Berlin")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("Africa/Cairo")]
    [InlineData("Pacific/Apia")]
    [InlineData("Pacific/Kiritimati")]
    public void The_start_of_every_day_is_on_that_day_and_the_instant_before_is_not(string zone)
    {
        var calendar = Calendar(zone);
        var wrong = Enumerable.Range(0, 366 * 15).Select(new DateOnly(2012, 1, 1).AddDays)
            .Where(day => calendar.DayOf(calendar.StartOf(day)) != day || calendar.DayOf(calendar.StartOf(day).AddTicks(-1)) != day.AddDays(-1));
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_last_microsecond_belongs_to_the_day_and_midnight_to_the_next()
    {
        var calendar = Calendar("America/New_York");
        calendar.DayOf(DateTimeOffset.Parse("2026-01-06T04:59:59.999999Z", CultureInfo.InvariantCulture)).ShouldBe(Day("2026-01-05"));
        calendar.DayOf(DateTimeOffset.Parse("2026-01-06T05:00Z", CultureInfo.InvariantCulture)).ShouldBe(Day("2026-01-06"));
    }

    [Theory]
    [InlineData(DayOfWeek.Monday, "2026-01-05", "2026-01-05")]
    [InlineData(DayOfWeek.Monday, "2026-01-11", "2026-01-05")]
    [InlineData(DayOfWeek.Sunday, "2026-01-11", "2026-01-11")]
    [InlineData(DayOfWeek.Sunday, "2026-01-10", "2026-01-04")]
    [InlineData(DayOfWeek.Saturday, "2026-01-09", "2026-01-03")]
    public void A_week_starts_on_the_day_of_the_setting(DayOfWeek start, string day, string expected) =>
        (CompanyCalendar.Utc with { WeekStart = start }).StartOfWeek(Day(day)).ShouldBe(Day(expected));

    private static CompanyCalendar Calendar(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
