using RevenueBot.Metrics.Cohorts;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Cohorts;

/// <summary>The range of a retention curve holds as often as it says, and is as wide as few customers make it.</summary>
public sealed class CurveRangeTests
{
    [Theory]
    [InlineData(0.7, 9, 60, 6)]
    [InlineData(0.5, 4, 300, 12)]
    [InlineData(1.5, 30, 150, 18)]
    public void On_drawn_cohorts_it_holds_as_often_as_it_says(double alpha, double beta, int size, int months)
    {
        RetentionCurve planted = new(alpha, beta);
        Random random = new(7);
        int fitted = 0, within80 = 0, within95 = 0;
        for (var draw = 0; draw < 200; draw++)
        {
            var steps = Drawn(planted, size, months, random);
            if (CurveFitting.Fit(steps) is not CurveFit.Fitted fit) continue;
            fitted++;
            var truth = planted.Survival(2 * months);
            if (Holds(CurveRange.Of80(steps, fit).Survival(2 * months), truth)) within80++;
            if (Holds(CurveRange.Of95(steps, fit).Survival(2 * months), truth)) within95++;
        }

        fitted.ShouldBeGreaterThan(190);
        ((double)within80 / fitted).ShouldBeInRange(0.74, 0.88);
        ((double)within95 / fitted).ShouldBeInRange(0.91, 0.99);
    }

    [Fact]
    public void The_number_that_is_left_holds_as_often_as_it_says()
    {
        RetentionCurve planted = new(0.7, 9);
        Random random = new(11);
        var within = 0;
        for (var draw = 0; draw < 200; draw++)
        {
            var steps = Drawn(planted, 400, 9, random);
            var fit = (CurveFit.Fitted)CurveFitting.Fit(steps);
            var left = Left(planted, 50, 9, 6, random);
            var expected = fit.Curve.Project(50, 9, 6)[^1];
            var (low, high) = CurveRange.Of80(steps, fit).Project(50, 9, 6, expected);
            if (left >= low - 0.5 && left <= high + 0.5) within++;
        }

        (within / 200.0).ShouldBeInRange(0.78, 0.92); // whole customers: half a customer either way
    }

    [Fact]
    public void It_holds_the_curve_and_the_wider_range_holds_the_narrower()
    {
        var steps = CurveStep.Of([1000, 869, 743, 653, 593, 551, 517, 491]);
        var fit = (CurveFit.Fitted)CurveFitting.Fit(steps);
        var (narrow, wide) = (CurveRange.Of80(steps, fit), CurveRange.Of95(steps, fit));
        for (var period = 0; period <= 24; period++)
        {
            var (low, high) = narrow.Survival(period);
            var curve = fit.Curve.Survival(period);
            (low <= curve && curve <= high).ShouldBeTrue();
            (wide.Survival(period).Low <= low && high <= wide.Survival(period).High).ShouldBeTrue();
        }

        narrow.Survival(0).ShouldBe((1, 1));
        var after = narrow.Survival(12);
        (after.Low < 0.394 && 0.394 < after.High).ShouldBeTrue(); // what the paper found five years later
        (after.High - after.Low).ShouldBeInRange(0.02, 0.08);
    }

    [Fact]
    public void A_hundred_times_the_customers_make_it_a_tenth_as_wide()
    {
        double Width(long times)
        {
            var steps = CurveStep.Of([100 * times, 90 * times, 83 * times, 78 * times, 75 * times]);
            var (low, high) = CurveRange.Of80(steps, (CurveFit.Fitted)CurveFitting.Fit(steps)).Survival(10);
            return high - low;
        }

        (Width(1) / Width(100)).ShouldBeInRange(8, 12.5);
    }

    [Fact]
    public void It_is_the_same_each_time()
    {
        var steps = CurveStep.Of([50, 44, 41, 37]);
        var fit = (CurveFit.Fitted)CurveFitting.Fit(steps);
        CurveRange.Of80(steps, fit).Survival(20).ShouldBe(CurveRange.Of80(steps, fit).Survival(20));
    }

    private static bool Holds((double Low, double High) range, double truth) => truth >= range.Low && truth <= range.High;

    private static IReadOnlyList<CurveStep> Drawn(RetentionCurve curve, int size, int months, Random random)
    {
        List<long> alive = [size];
        for (var period = 1; period <= months; period++) alive.Add(Enumerable.Range(0, (int)alive[^1]).Count(_ => random.NextDouble() < curve.Retention(period)));
        return CurveStep.Of(alive);
    }

    private static int Left(RetentionCurve curve, int alive, int age, int periods, Random random)
    {
        for (var i = 1; i <= periods; i++) alive = Enumerable.Range(0, alive).Count(_ => random.NextDouble() < curve.Retention(age + i));
        return alive;
    }
}
