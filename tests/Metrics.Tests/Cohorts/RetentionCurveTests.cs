using RevenueBot.Metrics.Cohorts;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Cohorts;

/// <summary>The retention curve: the paper's own numbers, planted parameters, and data of which nothing can be learnt.</summary>
public sealed class RetentionCurveTests
{
    /// <summary>Survivors of 1,000 customers of the two groups of the paper, years 0 to 12.</summary>
    private static readonly long[] Regular = [1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173];
    private static readonly long[] HighEnd = [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394];

    [Theory]
    [InlineData(true, 0.704, 1.182, -1680.3)]
    [InlineData(false, 0.668, 3.806, -1611.2)]
    public void The_first_seven_years_of_the_paper_give_its_parameters(bool regular, double alpha, double beta, double logLikelihood)
    {
        var fit = Fit((regular ? Regular : HighEnd)[..8]);
        fit.Curve.Alpha.ShouldBe(alpha, 0.0006);
        fit.Curve.Beta.ShouldBe(beta, 0.0025);
        fit.LogLikelihood.ShouldBe(logLikelihood, 0.06);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_years_that_were_held_back_are_projected_within_two_points(bool regular)
    {
        var alive = regular ? Regular : HighEnd;
        var projected = Fit(alive[..8]).Curve.Project(alive[7], 7, 5);
        for (var year = 8; year <= 12; year++) (projected[year - 8] / 1000).ShouldBe(alive[year] / 1000.0, 0.02);
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(0.704, 1.182)]
    [InlineData(2, 9)]
    [InlineData(1, 40)]
    [InlineData(30, 600)]
    public void Planted_parameters_are_found(double alpha, double beta)
    {
        RetentionCurve planted = new(alpha, beta);
        var fit = Fit([.. Enumerable.Range(0, 13).Select(t => (long)Math.Round(1e11 * planted.Survival(t)))]);
        fit.Curve.Alpha.ShouldBe(alpha, alpha * 1e-3);
        fit.Curve.Beta.ShouldBe(beta, beta * 1e-3);
    }

    [Fact]
    public void Planted_parameters_are_found_in_a_drawn_cohort()
    {
        RetentionCurve planted = new(0.9, 6.2);
        Random random = new(5);
        var alive = new List<long> { 200_000 };
        for (var period = 1; period <= 12; period++) alive.Add(Enumerable.Range(0, (int)alive[^1]).Count(_ => random.NextDouble() < planted.Retention(period)));
        var fit = Fit([.. alive]);
        fit.Curve.Alpha.ShouldBe(0.9, 0.05);
        fit.Curve.Beta.ShouldBe(6.2, 0.4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_point_of_a_grid_is_likelier(int seed)
    {
        Random random = new(seed);
        List<long> alive = [random.Next(2, 400)];
        while (alive.Count < 3 + random.Next(10)) alive.Add(random.NextInt64(alive[^1] / 2, alive[^1] + 1));
        if (CurveFitting.Fit(CurveStep.Of(alive)) is not CurveFit.Fitted fit) return;
        for (var a = -6.0; a < 6; a += 0.1)
            for (var b = -6.0; b < 6; b += 0.1)
                CurveFitting.LogLikelihood(CurveStep.Of(alive), new RetentionCurve(Math.Exp(a), Math.Exp(b))).ShouldBeLessThanOrEqualTo(fit.LogLikelihood + 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Projections_never_rise_and_stay_between_0_and_all(int seed)
    {
        Random random = new(seed);
        for (var i = 0; i < 200; i++)
        {
            List<long> alive = [random.Next(1, 50)];
            while (alive.Count < 3 + random.Next(6)) alive.Add(random.NextInt64(0, alive[^1] + 1));
            if (CurveFitting.Fit(CurveStep.Of(alive)) is not CurveFit.Fitted fit) continue;
            var projected = fit.Curve.Project(alive[^1], alive.Count - 1, 36);
            projected.Prepend(alive[^1]).Zip(projected).ShouldAllBe(pair => pair.Second <= pair.First && pair.Second >= 0);
            Enumerable.Range(0, 40).Select(fit.Curve.Survival).ShouldAllBe(survival => survival >= 0 && survival <= 1);
        }
    }

    [Theory]
    [InlineData(CurveProblem.TooFewPeriods, 100L)]
    [InlineData(CurveProblem.TooFewPeriods, 100L, 60L)]
    [InlineData(CurveProblem.TooFewPeriods, 0L, 0L, 0L)]
    [InlineData(CurveProblem.NobodyLeft, 100L, 100L, 100L, 100L)]
    [InlineData(CurveProblem.AllLeftAtOnce, 100L, 0L, 0L)]
    public void Where_nothing_can_be_learnt_it_says_why(CurveProblem problem, params long[] alive) =>
        CurveFitting.Fit(CurveStep.Of(alive)).ShouldBe(new CurveFit.NotFitted(problem));

    [Theory]
    [InlineData(1000L, 900L, 810L, 729L)] // a tenth each time
    [InlineData(1000L, 900L, 600L, 100L)] // faster and faster
    [InlineData(100L, 100L, 0L)]
    public void A_chance_to_leave_that_does_not_fall_is_the_geometric_curve(params long[] alive)
    {
        var fit = Fit(alive);
        fit.IsConstant.ShouldBeTrue();
        var (left, atRisk) = (alive[0] - alive[^1], alive[..^1].Sum());
        fit.Curve.Retention(1).ShouldBe(1 - ((double)left / atRisk), 1e-4);
    }

    [Fact]
    public void Some_who_leave_at_once_and_nobody_after_leave_a_flat_curve()
    {
        var curve = Fit([100, 70, 70, 70, 70]).Curve;
        curve.Survival(1).ShouldBe(0.7, 1e-3);
        curve.Survival(20).ShouldBe(0.7, 2e-3);
    }

    [Fact]
    public void Cohorts_of_several_ages_are_fitted_together()
    {
        RetentionCurve planted = new(1.2, 8);
        var steps = Enumerable.Range(1, 12).Select(age => new CurveStep(Alive(age - 1, age), Alive(age, age))).ToList();
        var fit = CurveFitting.Fit(steps).ShouldBeOfType<CurveFit.Fitted>();
        (fit.Curve.Alpha, fit.Curve.Beta).ShouldBe((1.2, 8), Within);

        // Of twelve cohorts only those old enough have lived through an age.
        long Alive(int t, int age) => (13 - age) * (long)Math.Round(1e11 * planted.Survival(t));
    }

    private static readonly IEqualityComparer<(double Alpha, double Beta)> Within = EqualityComparer<(double Alpha, double Beta)>.Create((a, b) =>
        Math.Abs(a.Alpha - b.Alpha) < 1e-3 && Math.Abs(a.Beta - b.Beta) < 1e-2);

    private static CurveFit.Fitted Fit(long[] alive) => CurveFitting.Fit(CurveStep.Of(alive)).ShouldBeOfType<CurveFit.Fitted>();
}
