using RevenueBot.Metrics.Usage;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Usage;

public sealed class UsageSumTests
{
    private static readonly DateOnly First = new(2026, 11, 1);
    private static readonly Period Week = new(First, First.AddDays(7));

    private static readonly UsageCell[] Cells =
    [
        new(First, "pro", "", 4, 0), new(First, "pro", "tasks", 3, 30), new(First, "pro", "exports", 2, 4),
        new(First.AddDays(1), "pro", "", 3, 0), new(First.AddDays(1), "pro", "tasks", 3, 12), new(First.AddDays(1), "solo", "", 1, 0), new(First.AddDays(1), "solo", "tasks", 1, 0.5m),
    ];

    [Fact]
    public void Idle_days_are_days_with_nobody()
    {
        var sum = UsageSum.Of(Cells, "", Week);
        (sum.UserDays, sum.IdleDays, sum.Days).ShouldBe((8, 5, 7));
        sum.DailyUsers!.Value.ShouldBe(8m / 7);
    }

    [Fact]
    public void Per_user_is_by_users_not_by_records_and_never_mixes_units()
    {
        UsageSum.Of(Cells, "tasks", Week).PerUser.ShouldBe(42.5m / 7);
        UsageSum.Of(Cells, "exports", Week).PerUser.ShouldBe(2);
        UsageSum.Of(Cells, "", Week).PerUser.ShouldBeNull();
        UsageSum.Of(Cells, "exports", new Period(First.AddDays(1), First.AddDays(3))).PerUser.ShouldBeNull();
    }

    [Fact]
    public void A_series_has_every_day_and_metric()
    {
        var days = Enumerable.Range(0, 7).Select(i => new Period(First.AddDays(i), First.AddDays(i + 1))).ToList();
        var series = UsageSum.Series(Cells, days);
        series.Count.ShouldBe(21);
        series.Where(sum => sum.Metric == "tasks").Select(sum => sum.Quantity).ShouldBe([30m, 12.5m, 0, 0, 0, 0, 0]);
        series.Where(sum => sum.Metric == "").Sum(sum => sum.UserDays).ShouldBe(UsageSum.Of(Cells, "", Week).UserDays);
    }

    [Fact]
    public void A_span_without_a_day_has_no_mean() => UsageSum.Of(Cells, "", new Period(First, First)).DailyUsers.ShouldBeNull();
}
