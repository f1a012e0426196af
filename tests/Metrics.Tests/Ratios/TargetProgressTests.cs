using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Ratios;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Ratios;

public sealed class TargetProgressTests
{
    private static readonly DateOnly Tenth = new(2026, 11, 10);

    [Fact]
    public void A_level_is_reached_at_its_value()
    {
        Of(TargetKind.Level, 60_000, null, now: 60_000).State.ShouldBe(TargetState.Reached);
        Of(TargetKind.Level, 60_000, null, now: 59_999.99m).State.ShouldNotBe(TargetState.Reached);
    }

    [Fact]
    public void A_minimum_must_be_exceeded()
    {
        var atIt = Of(TargetKind.Minimum, 70, null, now: 70, opening: 60);
        (atIt.State, atIt.Missing, atIt.Days).ShouldBe((TargetState.InDays, 0, 1));
        Of(TargetKind.Minimum, 70, null, now: 70.01m).State.ShouldBe(TargetState.Reached);
    }

    [Theory]
    [InlineData(49.99, TargetState.NotAtThisPace)]
    [InlineData(50, TargetState.Reached)]
    [InlineData(80, TargetState.Reached)]
    [InlineData(80.01, TargetState.NotAtThisPace)]
    public void A_range_is_reached_within_it_both_ends_included(double now, TargetState state) =>
        Of(TargetKind.Range, 50, 80, (decimal)now).State.ShouldBe(state);

    [Fact]
    public void An_overshot_range_must_come_down()
    {
        var progress = Of(TargetKind.Range, 50, 80, now: 90, opening: 110);
        (progress.State, progress.Missing, progress.Days).ShouldBe((TargetState.InDays, -10, 5));
        progress.RequiredDailyGrowth.ShouldBe(-10m / 21);
    }

    [Fact]
    public void Days_count_at_the_pace_of_the_month_so_far()
    {
        var progress = Of(TargetKind.Level, 60_000, null, now: 58_430, opening: 57_380);
        (progress.State, progress.Missing, progress.PacePerDay, progress.Days).ShouldBe((TargetState.InDays, 1_570, 105, 15));
    }

    [Theory]
    [InlineData(58_430)] // stands still
    [InlineData(58_500)] // falls
    [InlineData(58_429.99)] // ten years from now
    public void A_pace_that_does_not_get_there_is_said(double opening) =>
        Of(TargetKind.Level, 60_000, null, 58_430, (decimal)opening).State.ShouldBe(TargetState.NotAtThisPace);

    [Fact]
    public void Without_a_target_there_is_nothing_to_reach() =>
        TargetProgress.Of(null, 5, 4, Tenth, dayIsOver: false).State.ShouldBe(TargetState.NoTarget);

    [Fact]
    public void Required_growth_counts_the_running_day()
    {
        Of(TargetKind.Level, 60_000, null, now: 58_430).RequiredDailyGrowth.ShouldBe(1_570m / 21);
        Of(TargetKind.Level, 60_000, null, now: 58_430, dayIsOver: true).RequiredDailyGrowth.ShouldBe(1_570m / 20);
        Of(TargetKind.Level, 60_000, null, now: 60_001).RequiredDailyGrowth.ShouldBe(0);
    }

    [Fact]
    public void On_the_last_day_one_day_is_left_and_after_it_none()
    {
        Target target = new("mrr", new Month(2026, 11), TargetKind.Level, 100, null);
        DateOnly last = new(2026, 11, 30);
        TargetProgress.Of(target, 90, 60, last, dayIsOver: false).RequiredDailyGrowth.ShouldBe(10);
        var over = TargetProgress.Of(target, 90, 60, last, dayIsOver: true);
        (over.State, over.Days, over.DaysLeft, over.RequiredDailyGrowth).ShouldBe((TargetState.NotAtThisPace, null, 0, null));
    }

    /// <summary>1 Nov 2026 has 25 hours in New York: it is one local day like any other.</summary>
    [Fact]
    public void A_day_of_twenty_five_hours_is_one_day() =>
        TargetProgress.Of(new("mrr", new Month(2026, 11), TargetKind.Level, 100, null), 70, 60, new DateOnly(2026, 11, 1), dayIsOver: false)
            .ShouldBe(new TargetProgress(TargetState.InDays, 30, 3, 10, 30));

    private static TargetProgress Of(TargetKind kind, decimal value, decimal? upper, decimal now, decimal? opening = null, bool dayIsOver = false) =>
        TargetProgress.Of(new("any", new Month(2026, 11), kind, value, upper), now, opening, Tenth, dayIsOver);
}
