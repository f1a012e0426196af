using System.Collections.Concurrent;
using RevenueBot.Metrics;
using RevenueBot.Reports;
using RevenueBot.Reports.Scheduling;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports.Scheduling;

/// <summary>Every local day has one report at one moment, and every report days of its own, whatever clocks do anywhere.</summary>
public sealed class DigestTimingTests
{
    private static readonly CompanyCalendar _newYork = new(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
    private static readonly DateOnly _first = new(2021, 1, 1), _last = new(2031, 1, 1);

    /// <summary>All zones that differ, with all their names tried once.</summary>
    private static IEnumerable<TimeZoneInfo> Zones => TimeZoneInfo.GetSystemTimeZones().DistinctBy(zone => string.Join(' ', Enumerable.Range(0, 520).Select(week => zone.GetUtcOffset(new DateTime(2021, 1, 3, 12, 0, 0, DateTimeKind.Utc).AddDays(7 * week)))));

    [Fact]
    public void In_all_zones_over_ten_years_every_local_day_has_exactly_one_moment_on_that_very_day_and_in_order()
    {
        ConcurrentBag<string> wrong = [];
        TimeOnly[] times = [new(0, 0), new(0, 30), new(1, 30), new(2, 15), new(3, 0), new(7, 30), new(23, 59)];
        Parallel.ForEach(Zones, zone =>
        {
            foreach (var time in times)
            {
                DateTimeOffset? before = null;
                for (var day = _first; day < _last; day = day.AddDays(1))
                {
                    var at = WallClock.At(zone, day, time);
                    if (at is null || DateOnly.FromDateTime(WallClock.Local(zone, at.Value.UtcDateTime)) != day || at <= before) wrong.Add($"{zone.Id} {day} {time}: {at:u} after {before:u}");
                    before = at;
                }
            }
        });
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Wherever_clocks_show_the_time_once_that_is_the_moment()
    {
        foreach (var zone in Zones)
            for (var day = _first; day < _last; day = day.AddDays(3))
            {
                var wall = day.ToDateTime(new TimeOnly(7, 30));
                if (zone.IsInvalidTime(wall) || zone.IsAmbiguousTime(wall)) continue;
                WallClock.At(zone, day, new TimeOnly(7, 30)).ShouldBe(new DateTimeOffset(wall, zone.GetUtcOffset(wall)).ToUniversalTime(), zone.Id);
            }
    }

    [Theory]
    [InlineData("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:00:00Z")] // skipped: 03:00, the end of the gap
    [InlineData("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30:00Z")] // twice: the first pass
    [InlineData("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30:00Z")] // half an hour is skipped: 02:30
    [InlineData("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45:00Z")]
    [InlineData("America/Nuuk", "2026-03-28", "23:30", "2026-03-29T00:59:00Z")] // the rest of the day is skipped: the last minute before
    [InlineData("Africa/Cairo", "2026-04-24", "00:30", "2026-04-23T22:00:00Z")] // midnight is skipped
    [InlineData("Asia/Tokyo", "2026-07-01", "07:30", "2026-06-30T22:30:00Z")]
    public void A_time_that_is_skipped_or_comes_twice_has_its_documented_moment(string zone, string day, string time, string moment) =>
        WallClock.At(TimeZoneInfo.FindSystemTimeZoneById(zone), DateOnly.Parse(day), TimeOnly.Parse(time)).ShouldBe(DateTimeOffset.Parse(moment));

    [Fact]
    public void A_day_that_a_country_left_out_has_none() => WallClock.At(TimeZoneInfo.FindSystemTimeZoneById("Pacific/Apia"), new(2011, 12, 30), new(7, 30)).ShouldBeNull();

    [Fact]
    public void Wherever_the_readers_are_each_day_tells_the_next_day_of_the_company_which_is_over_by_then()
    {
        ConcurrentBag<string> wrong = [];
        Parallel.ForEach(Zones, zone =>
        {
            foreach (var company in (CompanyCalendar[])[_newYork, new(TimeZoneInfo.FindSystemTimeZoneById("Australia/Sydney")), CompanyCalendar.Utc])
            {
                var timing = DigestTiming.Read(DigestKind.Daily, "30 7 * * *", zone.Id, company).Timing!;
                DigestDue? before = null;
                foreach (var due in timing.After(new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero)).TakeWhile(due => due.LocalDay < new DateOnly(2028, 1, 1)))
                {
                    if (due.At < company.StartOf(due.Period.Last.AddDays(1)) || (before is { } last && due.Period.Last != last.Period.Last.AddDays(1))) wrong.Add($"{zone.Id} {due}");
                    before = due;
                }
            }
        });
        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Daily", "30 7 * * *", "America/New_York", "2026-11-11T12:31:00Z", "2026-11-11", "2026-11-10", "2026-11-10")]
    [InlineData("Weekly", "0 8 * * MON", "America/New_York", "2026-11-10T12:31:00Z", "2026-11-09", "2026-11-02", "2026-11-08")]
    [InlineData("Weekly", "0 0 8 ? * MON", "Asia/Tokyo", "2026-11-09T01:00:00Z", "2026-11-09", "2026-10-26", "2026-11-01")] // New York's Sunday is not over in Tokyo's Monday morning
    [InlineData("Weekly", "0 15 * * MON", "Asia/Tokyo", "2026-11-09T08:00:00Z", "2026-11-09", "2026-11-02", "2026-11-08")]
    [InlineData("Monthly", "0 9 1 * *", "Europe/Berlin", "2026-03-02T08:00:00Z", "2026-03-01", "2026-02-01", "2026-02-28")]
    [InlineData("Monthly", "0 9 2 * *", "Europe/Berlin", "2024-03-02T08:00:00Z", "2024-03-02", "2024-02-01", "2024-02-29")]
    public void A_report_speaks_of_the_newest_whole_days_of_the_company(string name, string cron, string zone, string now, string localDay, string first, string last)
    {
        var kind = Enum.Parse<DigestKind>(name);
        var due = DigestTiming.Read(kind, cron, zone, _newYork).Timing!.Newest(DateTimeOffset.Parse(now), DateTimeOffset.MinValue)!.Value;
        (due.LocalDay, due.Period).ShouldBe((DateOnly.Parse(localDay), new DigestPeriod(kind, DateOnly.Parse(first), DateOnly.Parse(last))));
    }

    [Fact]
    public void Nothing_from_before_it_was_in_force_is_due_and_of_what_was_slept_through_the_newest_alone()
    {
        var timing = DigestTiming.Read(DigestKind.Daily, "30 7 * * *", "America/New_York", _newYork).Timing!;
        DateTimeOffset now = new(2026, 11, 11, 15, 0, 0, TimeSpan.Zero);
        timing.Newest(now, now.AddHours(-1)).ShouldBeNull();
        timing.Newest(now, now.AddDays(-3))!.Value.LocalDay.ShouldBe(new DateOnly(2026, 11, 11));
        timing.After(now).Take(5).Select(due => due.LocalDay.Day).ShouldBe([12, 13, 14, 15, 16]);
    }

    [Theory]
    [InlineData("every morning", "UTC", "is no schedule")]
    [InlineData("0 8,9 * * *", "UTC", "more than once a day")]
    [InlineData("* * * * *", "UTC", "more than once a day")]
    [InlineData("0 0 8 30 2 ?", "UTC", "is no schedule|never comes")]
    [InlineData("30 7 * * *", "Mars/Olympus", "is no time zone here")]
    public void What_makes_no_sense_is_said_in_a_sentence(string cron, string zone, string problem) =>
        DigestTiming.Read(DigestKind.Daily, cron, zone, _newYork).Problem.ShouldNotBeNull().ShouldMatch(problem);

    [Fact]
    public void A_weekly_report_comes_once_a_week() => DigestTiming.Read(DigestKind.Weekly, "0 8 * * *", "UTC", _newYork).Problem.ShouldBe("\"0 8 * * *\" comes more than once a week: the weekly report is sent once for each week");
}
