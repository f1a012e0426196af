using RevenueBot.Metrics.Churn.Learning.Calibrating;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Churn.Learning;

public sealed class CalibrationTests
{
    private static readonly double[] _logits = [.. Enumerable.Range(0, 8_000).Select(i => (i - 4_000) / 1_000.0)];

    /// <summary>Outcomes whose true log-odds are a curve of the ones that were learnt.</summary>
    private static bool[] Outcomes(Func<double, double> truth)
    {
        var random = new Random(11);
        return [.. _logits.Select(logit => random.NextDouble() < 1 / (1 + Math.Exp(-truth(logit))))];
    }

    [Fact]
    public void A_line_is_found()
    {
        var platt = CalibrationFit.Of(CalibrationKind.Platt, _logits, Outcomes(logit => (0.5 * logit) - 1));
        platt.Map(0).ShouldBe(-1, 0.1);
        (platt.Map(1) - platt.Map(0)).ShouldBe(0.5, 0.05);
    }

    [Fact]
    public void A_curve_is_found_and_never_stands_still()
    {
        var curve = CalibrationFit.Of(CalibrationKind.Isotonic, _logits, Outcomes(logit => logit > 0 ? 2 : -2));
        curve.Map(-3).ShouldBe(-2, 0.5);
        curve.Map(3).ShouldBe(2, 0.5);
        var sweep = Enumerable.Range(-600, 1_201).Select(i => curve.Map(i / 100.0)).ToArray();
        sweep.Zip(sweep.Skip(1)).ShouldAllBe(pair => pair.Second > pair.First);
    }

    [Fact]
    public void What_would_turn_the_order_round_is_left_alone() =>
        CalibrationFit.Of(CalibrationKind.Platt, _logits, Outcomes(logit => -logit)).Kind.ShouldBe(CalibrationKind.None);
}
