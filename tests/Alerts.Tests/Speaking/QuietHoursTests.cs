using RevenueBot.Alerts.Speaking;
using RevenueBot.Metrics;
using Shouldly;
using Xunit;

namespace RevenueBot.Alerts.Tests.Speaking;

/// <summary>Quiet hours are those of the clock on the wall, in any zone and on any day.</summary>
public sealed class QuietHoursTests
{
    /// <summary>Zone, a night, and how many quarters of an hour of real time it is quiet from 20:00 to 08:00.</summary>
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28", 44)] // set forward by an hour
    [InlineData("Europe/Berlin", "2026-10-24", 52)] // set back by an hour
    [InlineData("Europe/Berlin", "2026-11-10", 48)]
    [InlineData("America/New_York", "2026-03-07", 44)]
    [InlineData("America/New_York", "2026-10-31", 52)]
    [InlineData("Australia/Lord_Howe", "2026-10-03", 46)] // half an hour
    [InlineData("Australia/Lord_Howe", "2026-04-04", 50)]
    [InlineData("Asia/Kolkata", "2026-03-28", 48)]
    public void A_night_in_which_the_clock_is_set_is_longer_or_shorter(string zone, string evening, int quarters)
    {
        var hours = Hours(zone);
        var noon = At(hours.Calendar, DateOnly.Parse(evening, null), new(12, 0));
        Enumerable.Range(0, 4 * 24).Count(n => hours.IsQuiet(noon.AddMinutes(15 * n))).ShouldBe(quarters);
        var morning = DateOnly.Parse(evening, null).AddDays(1);
        foreach (var quiet in Enumerable.Range(0, 4 * 24).Select(n => noon.AddMinutes(15 * n)).Where(hours.IsQuiet)) hours.EndsOn(quiet).ShouldBe(morning);
    }

    [Fact]
    public void Quiet_that_begins_in_the_gap_or_ends_in_the_hour_that_comes_twice()
    {
        QuietHours gap = new(new(2, 30), new(6, 0), false, Calendar("Europe/Berlin")); // 02:30 does not exist on 29 Mar: 01:59 is followed by 03:00
        gap.IsQuiet(Utc("2026-03-29T00:59Z")).ShouldBeFalse();
        gap.IsQuiet(Utc("2026-03-29T01:00Z")).ShouldBeTrue();
        gap.IsQuiet(Utc("2026-03-29T04:00Z")).ShouldBeFalse();
        QuietHours twice = new(new(22, 0), new(2, 30), false, Calendar("Europe/Berlin")); // 02:00 to 03:00 comes twice on 25 Oct
        ((string[])["00:15", "00:45", "01:15", "01:45", "02:15"]).Select(time => twice.IsQuiet(Utc($"2026-10-25T{time}Z"))).ShouldBe([true, false, true, false, false]);
    }

    [Theory]
    [InlineData("2026-11-13T19:59Z", false, "2026-11-14")]
    [InlineData("2026-11-13T20:00Z", true, "2026-11-16")] // Friday evening: until Monday
    [InlineData("2026-11-14T12:00Z", true, "2026-11-16")]
    [InlineData("2026-11-15T23:00Z", true, "2026-11-16")]
    [InlineData("2026-11-16T07:59Z", true, "2026-11-16")]
    [InlineData("2026-11-16T08:00Z", false, null)]
    public void A_quiet_weekend_lasts_until_monday_morning(string time, bool isQuiet, string? endsOn)
    {
        QuietHours hours = new(new(20, 0), new(8, 0), true, CompanyCalendar.Utc);
        hours.IsQuiet(Utc(time)).ShouldBe(isQuiet);
        if (isQuiet) hours.EndsOn(Utc(time)).ShouldBe(DateOnly.Parse(endsOn!, null));
    }

    [Fact]
    public void Quiet_of_the_day_ends_on_the_same_day()
    {
        QuietHours lunch = new(new(12, 0), new(14, 0), false, CompanyCalendar.Utc);
        (lunch.IsQuiet(Utc("2026-11-10T11:59Z")), lunch.IsQuiet(Utc("2026-11-10T12:00Z")), lunch.IsQuiet(Utc("2026-11-10T14:00Z"))).ShouldBe((false, true, false));
        lunch.EndsOn(Utc("2026-11-10T13:00Z")).ShouldBe(new DateOnly(2026, 11, 10));
    }

    [Theory]
    [InlineData("20:00-08:00", true)]
    [InlineData("9:30–17:00", true)]
    [InlineData("08:00-08:00", false)]
    [InlineData("25:00-08:00", false)]
    [InlineData("20:00", false)]
    [InlineData("", false)]
    public void Hours_are_read_or_they_are_none(string text, bool isRead) => (QuietHours.Parse(text) is not null).ShouldBe(isRead);

    private static QuietHours Hours(string zone) => new(new(20, 0), new(8, 0), false, Calendar(zone));

    private static CompanyCalendar Calendar(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateTimeOffset At(CompanyCalendar calendar, DateOnly day, TimeOnly time) => calendar.StartOf(day) + time.ToTimeSpan();

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
