using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Churn.Features;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Tests.Churn.Known;

namespace RevenueBot.Metrics.Tests.Churn;

/// <summary>What came of a customer after a day.</summary>
public sealed class ChurnWindowTests
{
    private static readonly DateOnly From = new(2024, 6, 1), Later = new(2025, 1, 1);

    [Theory]
    [InlineData(0, true, null, null)]
    [InlineData(29, true, null, null)]
    [InlineData(30, false, true, null)]
    [InlineData(59, false, true, null)]
    [InlineData(60, false, false, true)]
    [InlineData(89, false, false, true)]
    [InlineData(90, false, false, false)]
    [InlineData(-1, false, false, false)] // it came back since: that end was another one
    public void The_day_of_leaving_decides_the_window(int day, bool? first, bool? second, bool? third) =>
        Outcomes(From.AddDays(day), Later).ShouldBe([first, second, third]);

    [Fact]
    public void A_span_that_is_not_over_tells_nothing()
    {
        Outcomes(From.AddDays(45), From.AddDays(59)).ShouldBe([false, null, null]);
        Outcomes(From.AddDays(45), From.AddDays(60)).ShouldBe([false, true, null]);
        Outcomes(From.AddDays(5), From.AddDays(29)).ShouldBe([null, null, null]);
    }

    [Fact]
    public void Who_has_clicked_on_cancel_is_no_row()
    {
        var reading = Trace(Event("2024-01-10T12:00Z", 4_900) with { CancelAtPeriodEnd = true, CurrentPeriodEnd = At("2024-06-10T12:00Z") }).Read("2024-06-01T00:00Z")!;
        ChurnRow.Of(reading, [new(2024, 6, 10)], Later).ShouldBeNull();
        ChurnRow.Of(reading with { CancelScheduled = false }, [new(2024, 6, 10)], Later)!.Left.ShouldBe([true, null, null]);
        ChurnRow.Of(reading with { CancelScheduled = false }, [], From.AddDays(10)).ShouldBeNull();
    }

    [Theory]
    [InlineData(19.5, 30.4, 1, 1, 1)] // by the month: always
    [InlineData(19.5, 365, 1, 0, 0)]
    [InlineData(45, 365, 0, 1, 0)]
    [InlineData(60, 365, 0, 0, 1)]
    [InlineData(200, 365, 0, 0, 0)]
    [InlineData(3, 7, 1, 1, 1)]
    public void A_renewal_is_due_in_some_windows(double daysTo, double cycle, double first, double second, double third) =>
        Enumerable.Range(0, ChurnWindow.Count).Select(window => Renewal.IsDue(daysTo, cycle, ChurnWindow.Span(window))).ShouldBe([first, second, third]);

    private static IEnumerable<bool?> Outcomes(DateOnly churn, DateOnly through) =>
        Enumerable.Range(0, ChurnWindow.Count).Select(window => ChurnWindow.Outcome([churn], From, window, through));
}
