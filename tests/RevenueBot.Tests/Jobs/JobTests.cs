using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Jobs;

public sealed class JobTests
{
    private static readonly CompanyCalendar _newYork = new(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), DayOfWeek.Sunday);
    private static readonly JobTable _table = new(
        new Company("Larkspur", _newYork, Currency.Parse("USD")), [new Refresh("usage", Cadence.Hourly), new Refresh("cohorts", Cadence.Daily), new Refresh("trends", Cadence.Weekly)]);

    [Theory]
    [InlineData("usage", "2026-11-10T21:04:59Z", "2026-11-10T20:05:00Z")]
    [InlineData("usage", "2026-11-10T21:05:00Z", "2026-11-10T21:05:00Z")]
    [InlineData("cohorts", "2026-11-10T07:59:59Z", "2026-11-09T08:00:00Z")] // 03:00 in New York
    [InlineData("cohorts", "2026-11-10T08:00:00.2Z", "2026-11-10T08:00:00Z")]
    [InlineData("trends", "2026-11-10T12:00:00Z", "2026-11-08T08:30:00Z")] // the first day of the company's week
    public void A_run_is_due_by_the_companys_clock(string name, string now, string due) =>
        _table.Find(name)!.DueAt(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), _newYork, null)
            .ShouldBe(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void A_nightly_job_is_due_once_on_the_days_on_which_clocks_change()
    {
        foreach (var (day, offset) in new[] { (new DateOnly(2026, 3, 8), -4), (new DateOnly(2026, 11, 1), -5) })
        {
            var due = Enumerable.Range(0, 24 * 4).Select(quarter => _newYork.StartOf(day).AddHours(3.5).AddMinutes(15 * quarter))
                .Select(now => _table.Find("cohorts")!.DueAt(now, _newYork, null)).Where(at => _newYork.DayOf(at) == day).Distinct();
            due.ShouldHaveSingleItem().ShouldBe(new DateTimeOffset(day.ToDateTime(new TimeOnly(3, 0)), TimeSpan.FromHours(offset)));
        }
    }

    [Fact]
    public void A_rebuild_makes_every_run_due()
    {
        DateTimeOffset now = new(2026, 11, 10, 20, 0, 0, TimeSpan.Zero);
        _table.Find("cohorts")!.DueAt(now, _newYork, now.AddMinutes(-3)).ShouldBe(now.AddMinutes(-3));
        _table.Find("cohorts")!.DueAt(now, _newYork, now.AddDays(-3)).ShouldBe(new DateTimeOffset(2026, 11, 10, 8, 0, 0, TimeSpan.Zero));
    }
}
