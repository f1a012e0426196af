using RevenueBot.Metrics.Churn.Learning.Measuring;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Churn.Learning;

/// <summary>Against counting by hand, pair by pair.</summary>
public sealed class MeasuringTests
{
    private static readonly double[] _scores = [0.1, 0.4, 0.35, 0.8, 0.8, 0.2, 0.65, 0.4];
    private static readonly bool[] _outcomes = [false, false, true, true, false, false, true, true];

    [Fact]
    public void The_area_under_the_curve_is_the_share_of_pairs_in_the_right_order()
    {
        var (yes, no) = (_scores.Where((_, i) => _outcomes[i]), _scores.Where((_, i) => !_outcomes[i]).ToList());
        var pairs = yes.SelectMany(high => no.Select(low => high > low ? 1 : high == low ? 0.5 : 0));
        RocAuc.Of(_scores, _outcomes).Value.ShouldBe(pairs.Average(), 1e-12);
    }

    [Fact]
    public void Its_interval_holds_a_half_in_99_of_100_tables_without_signal()
    {
        var random = new Random(2);
        var wrong = Enumerable.Range(0, 1_000).Count(_ =>
        {
            var outcomes = Enumerable.Range(0, 200).Select(_ => random.Next(4) == 0).ToArray();
            return RocAuc.Of([.. outcomes.Select(_ => random.NextDouble())], outcomes).Low99 > 0.5;
        });
        wrong.ShouldBeInRange(0, 15); // half a percent is expected above
    }

    /// <summary>Steps at 0.8 (1 of 2), 0.65 (2 of 3), 0.4 (3 of 5), 0.35 (4 of 6).</summary>
    [Fact]
    public void Average_precision_sums_precision_over_what_each_step_finds() =>
        Ranking.AveragePrecision(_scores, _outcomes).ShouldBe(((1 / 2.0) + (2 / 3.0) + (3 / 5.0) + (4 / 6.0)) / 4, 1e-12);

    [Fact]
    public void Lift_compares_the_top_tenth_with_all()
    {
        double[] scores = [.. Enumerable.Range(0, 20).Select(i => (double)i)];
        Ranking.LiftOfTopTenth(scores, [.. scores.Select(score => score >= 15)]).ShouldBe(4);
        Ranking.LiftOfTopTenth(new double[20], [.. scores.Select(score => score >= 15)]).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Expected_calibration_error_is_the_mean_distance_of_probability_and_share()
    {
        double[] probabilities = [.. Enumerable.Repeat(0.2, 50), .. Enumerable.Repeat(0.7, 50)];
        bool[] outcomes = [.. Enumerable.Range(0, 50).Select(i => i < 15), .. Enumerable.Range(0, 50).Select(i => i < 30)];
        var table = Reliability.Table(probabilities, outcomes);
        table.Select(row => (row.Rows, Math.Round(row.Predicted, 9), row.Observed)).ShouldBe([(50, 0.2, 0.3), (50, 0.7, 0.6)]);
        Reliability.ExpectedError(table).ShouldBe(0.1, 1e-9);
    }

    [Fact]
    public void Groups_are_of_equal_size_where_probabilities_differ() =>
        Reliability.Table([.. Enumerable.Range(0, 1_003).Select(i => i / 1_004.0)], new bool[1_003]).Select(row => row.Rows).ShouldBe([101, 100, 100, 101, 100, 100, 101, 100, 100, 100]);
}
