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
        _table.Find(name)!.DueAt(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), _newYork, new LedgerAge(true, null))
            .ShouldBe(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Half a second before the clock strikes it has not struck: a job without any moment would end the program.</summary>
    [Fact]
    public void A_job_is_due_at_every_moment()
    {
        var struck = new DateTimeOffset(2026, 11, 10, 8, 0, 0, TimeSpan.Zero);
        foreach (var job in _table.Jobs)
            for (var ticks = -2 * TimeSpan.TicksPerSecond; ticks <= 2 * TimeSpan.TicksPerSecond; ticks += TimeSpan.TicksPerSecond / 7)
                job.DueAt(struck.AddMinutes(5).AddTicks(ticks), _newYork, new LedgerAge(true, null)).ShouldBeInRange(struck.AddDays(-7), struck.AddMinutes(5).AddTicks(ticks));
        _table.Find("usage")!.DueAt(struck.AddMinutes(5).AddTicks(-1), _newYork, new LedgerAge(true, null)).ShouldBe(struck.AddMinutes(-55));
    }

    [Fact]
    public void A_nightly_job_is_due_once_on_the_days_on_which_clocks_change()
    {
        foreach (var (day, offset) in new[] { (new DateOnly(2026, 3, 8), -4), (new DateOnly(2026, 11, 1), -5) })
        {
            var due = Enumerable.Range(0, 24 * 4).Select(quarter => _newYork.StartOf(day).AddHours(3.5).AddMinutes(15 * quarter))
                .Select(now => _table.Find("cohorts")!.DueAt(now, _newYork, new LedgerAge(true, null))).Where(at => _newYork.DayOf(at) == day).Distinct();
            due.ShouldHaveSingleItem().ShouldBe(new DateTimeOffset(day.ToDateTime(new TimeOnly(3, 0)), TimeSpan.FromHours(offset)));
        }
    }

    [Fact]
    public void A_rebuild_makes_every_run_due()
    {
        DateTimeOffset now = new(2026, 11, 10, 20, 0, 0, TimeSpan.Zero);
        _table.Find("cohorts")!.DueAt(now, _newYork, new LedgerAge(true, now.AddMinutes(-3))).ShouldBe(now.AddMinutes(-3));
        _table.Find("cohorts")!.DueAt(now, _newYork, new LedgerAge(true, now.AddDays(-3))).ShouldBe(new DateTimeOffset(2026, 11, 10, 8, 0, 0, TimeSpan.Zero));
    }

    /// <summary>Whatever arrives within ten minutes makes one run, at their end; nobody waits for the night.</summary>
    [Theory]
    [InlineData("cohorts", "2026-11-10T19:41:00Z", "2026-11-10T19:50:00Z")]
    [InlineData("cohorts", "2026-11-10T19:49:59Z", "2026-11-10T19:50:00Z")]
    [InlineData("cohorts", "2026-11-10T19:50:00Z", "2026-11-10T20:00:00Z")]
    [InlineData("cohorts", "2026-11-09T19:41:00Z", "2026-11-10T08:00:00Z")] // the night has seen it
    [InlineData("usage", "2026-11-10T19:41:00Z", "2026-11-10T19:05:00Z")] // comes every hour anyway
    public void A_late_fact_makes_nightly_figures_due_at_the_end_of_its_ten_minutes(string name, string changed, string due)
    {
        DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        var now = At("2026-11-10T20:00:30Z");
        _table.Find(name)!.DueAt(now, _newYork, new LedgerAge(true, null, At(changed))).ShouldBe(At(due));
    }

    [Theory]
    [InlineData("2026-11-10T20:00:30Z", "2026-11-10T19:50:00Z")] // a transaction of 19:59:59 may still be on its way
    [InlineData("2026-11-10T20:01:00Z", "2026-11-10T20:00:00Z")]
    public void Changes_of_the_running_ten_minutes_are_left_to_their_end(string now, string slot) =>
        Job.SlotOf(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(DateTimeOffset.Parse(slot, System.Globalization.CultureInfo.InvariantCulture));
}
