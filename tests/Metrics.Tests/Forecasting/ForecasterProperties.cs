using FsCheck;
using FsCheck.Fluent;
using RevenueBot.Metrics.Forecasting;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Forecasting;

/// <summary>What holds for every history.</summary>
public sealed class ForecasterProperties
{
    private static readonly Arbitrary<double[]> _histories = (
        from length in Gen.Choose(1, 40)
        from noise in Gen.Choose(0, 100).ArrayOf(length)
        from slope in Gen.Choose(-3, 5)
        from swing in Gen.Choose(0, 30)
        from level in Gen.Elements(-40, 0, 60, 400)
        select noise.Select((step, i) => level + (slope * i) + (step / 4.0) + (swing * Math.Sin(i * Math.PI / 6))).ToArray()).ToArbitrary();

    [Fact]
    public void Intervals_are_nested_and_no_number_is_missing() => Check(history =>
    {
        foreach (var point in Forecaster.Forecast(history, 8).Points)
        {
            double[] values = [point.Low95, point.Low80, point.Mean, point.High80, point.High95];
            values.ShouldBeInOrder();
            values.ShouldNotContain(double.NaN);
        }
    });

    [Fact]
    public void The_same_history_gives_the_same_forecast() => Check(history =>
    {
        var (first, second) = (Forecaster.Forecast(history, 6), Forecaster.Forecast(history, 6));
        first.Method.ShouldBe(second.Method);
        first.Points.ShouldBe(second.Points);
    });

    /// <summary>Doubling only moves the binary point, so that not even rounding differs.</summary>
    [Fact]
    public void Twice_the_history_gives_twice_the_forecast() => Check(history =>
    {
        var twice = Forecaster.Forecast([.. history.Select(value => 2 * value)], 6).Points;
        twice.Zip(Forecaster.Forecast(history, 6).Points).ShouldAllBe(pair => pair.First.Mean == 2 * pair.Second.Mean && pair.First.High95 == 2 * pair.Second.High95);
    });

    [Fact]
    public void A_shorter_horizon_is_the_beginning_of_a_longer_one() =>
        Check(history => Forecaster.Forecast(history, 9).Points.Take(4).ShouldBe(Forecaster.Forecast(history, 4).Points));

    private static void Check(Action<double[]> holds) =>
        Prop.ForAll(_histories, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(25).WithReplay(20261110, 7));
}
