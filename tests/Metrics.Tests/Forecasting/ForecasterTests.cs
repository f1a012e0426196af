using RevenueBot.Metrics.Forecasting;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Forecasting;

/// <summary>What has one right answer: histories without noise, short ones, and what is no history.</summary>
public sealed class ForecasterTests
{
    private static readonly double[] _shape = [0.8, 0.9, 1.1, 1.2, 1.3, 1.1, 0.9, 0.7, 0.8, 1.0, 1.1, 1.1];

    [Theory]
    [InlineData("a constant", 48)]
    [InlineData("a constant", 4)]
    [InlineData("nothing at all", 30)]
    [InlineData("a line", 24)]
    [InlineData("a line", 4)]
    [InlineData("a falling line through 0", 40)]
    [InlineData("growth", 24)]
    [InlineData("decline", 24)]
    [InlineData("a season", 36)]
    [InlineData("a season on a line", 48)]
    [InlineData("a season of shares on growth", 48)]
    public void A_history_without_noise_is_continued_exactly_and_without_width(string rule, int length)
    {
        var value = Rule(rule);
        var points = Forecaster.Forecast([.. Enumerable.Range(0, length).Select(value)], 18).Points;
        foreach (var (ahead, point) in points.Index())
        {
            point.Mean.ShouldBe(value(length + ahead), 1e-6 * Math.Max(1, Math.Abs(value(length + ahead))));
            (point.High95 - point.Low95).ShouldBe(0);
        }
    }

    [Fact]
    public void Amounts_written_in_cents_are_without_noise_still()
    {
        var points = Forecaster.Forecast([.. Enumerable.Range(0, 30).Select(i => 0.1 + (0.1 * i))], 2).Points;
        points[0].Mean.ShouldBe(3.1, 1e-9);
    }

    [Fact]
    public void One_value_is_carried_on_without_pretending_to_know_its_noise()
    {
        var point = Forecaster.Forecast([42], 3).Points[2];
        (point.Mean, point.Low80, point.High95).ShouldBe((42, double.NegativeInfinity, double.PositiveInfinity));
    }

    [Fact]
    public void Two_values_are_carried_on_with_a_very_wide_interval()
    {
        var point = Forecaster.Forecast([100, 110], 4).Points[3];
        point.Mean.ShouldBe(110);
        (point.High95 - point.Mean).ShouldBe(12.706204736174698 * 10 * 2, 1e-9); // Student's t with one degree of freedom, after four steps
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(11)]
    [InlineData(13)]
    [InlineData(23)]
    [InlineData(24)]
    [InlineData(25)]
    public void Any_length_gives_finite_nested_intervals(int length) => ShouldBeSound([.. Enumerable.Range(0, length).Select(i => 50 + (i * i * 7 % 13))]);

    [Theory]
    [InlineData(0.0)]
    [InlineData(-20.0)]
    [InlineData(1e-9)]
    [InlineData(1e12)]
    public void Zeros_negative_tiny_and_huge_values_give_finite_nested_intervals(double offset) =>
        ShouldBeSound([.. Enumerable.Range(0, 40).Select(i => offset + (i * i * 7 % 13) + (i % 12 == 3 ? 9 : 0))]);

    [Fact]
    public void One_spike_among_zeros_gives_finite_nested_intervals() => ShouldBeSound([.. Enumerable.Range(0, 40).Select(i => i == 17 ? 1000.0 : 0)]);

    [Fact]
    public void A_level_that_broke_once_gives_finite_nested_intervals() => ShouldBeSound([.. Enumerable.Range(0, 40).Select(i => i < 20 ? 10.0 : 500)]);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_number_is_refused(double value) => Should.Throw<ArgumentException>(() => Forecaster.Forecast([1, 2, value], 1));

    [Fact]
    public void An_empty_history_is_refused() => Should.Throw<ArgumentException>(() => Forecaster.Forecast([], 1));

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void A_horizon_out_of_range_is_refused(int horizon) => Should.Throw<ArgumentOutOfRangeException>(() => Forecaster.Forecast([1, 2, 3], horizon));

    [Fact]
    public void Holes_are_filled_on_the_line_between_their_neighbours()
    {
        Gaps.Fill([double.NaN, 1, double.NaN, double.NaN, 7, double.NaN]).ShouldBe([1, 3, 5, 7]);
        Gaps.Fill([double.NaN]).ShouldBeEmpty();
    }

    internal static void ShouldBeSound(double[] history)
    {
        foreach (var point in Forecaster.Forecast(history, 12).Points)
        {
            double[] values = [point.Low95, point.Low80, point.Mean, point.High80, point.High95];
            values.ShouldAllBe(value => double.IsFinite(value));
            values.ShouldBeInOrder();
        }
    }

    private static Func<int, double> Rule(string name) => name switch
    {
        "a constant" => _ => 4_700,
        "nothing at all" => _ => 0,
        "a line" => i => 100 + (2.5 * i),
        "a falling line through 0" => i => 50 - (3 * i),
        "growth" => i => 100 * Math.Pow(1.03, i),
        "decline" => i => 9_000 * Math.Pow(0.94, i),
        "a season" => i => 100 * _shape[i % 12],
        "a season on a line" => i => 100 + i + (20 * _shape[i % 12]),
        "a season of shares on growth" => i => 100 * Math.Pow(1.01, i) * _shape[i % 12],
        _ => throw new ArgumentException(name),
    };
}
