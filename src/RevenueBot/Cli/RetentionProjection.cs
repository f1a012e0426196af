using RevenueBot.Metrics.Cohorts;

namespace RevenueBot.Cli;

/// <summary>One period of a cohort.</summary>
/// <param name="Alive">As counted; where projected the mean number expected.</param>
/// <param name="Survival"><paramref name="Alive"/> as a share of the start.</param>
/// <param name="Curve">The share by the fitted curve alone.</param>
internal sealed record RetentionEntry(int Period, double Alive, double Survival, double Curve, bool Projected);

/// <summary>A fitted curve beside the counts, and beyond them. Without parameters there is a reason.</summary>
internal sealed record RetentionProjection(double? Alpha, double? Beta, double? LogLikelihood, string? Reason, IReadOnlyList<RetentionEntry> Entries)
{
    public static RetentionProjection Of(SurvivorCounts counts, int horizon) => CurveFitting.Fit(CurveStep.Of(counts.Alive)) switch
    {
        CurveFit.Fitted fit => new(
            fit.Curve.Alpha, fit.Curve.Beta, fit.LogLikelihood, fit.IsConstant ? "the chance to leave does not fall with age, so the curve is geometric" : null,
            Rows(counts, fit.Curve.Project(counts.Alive[^1], counts.Alive.Count - 1, horizon), fit.Curve.Survival)),
        // The limits to which the likeliest curves tend.
        CurveFit.NotFitted { Problem: CurveProblem.NobodyLeft } => new(null, null, null, "nobody has left, so the likeliest curve stays at 100%", Flat(counts, horizon, 1)),
        CurveFit.NotFitted { Problem: CurveProblem.AllLeftAtOnce } => new(null, null, null, "all left in the first period, so nobody is left to project", Flat(counts, horizon, 0)),
        _ => throw new InvalidOperationException("Counts of at least two periods always have a curve or one of its limits."),
    };

    private static IReadOnlyList<RetentionEntry> Flat(SurvivorCounts counts, int horizon, double level) =>
        Rows(counts, [.. Enumerable.Repeat(level * counts.Alive[^1], horizon)], period => period == 0 ? 1 : level);

    private static IReadOnlyList<RetentionEntry> Rows(SurvivorCounts counts, IReadOnlyList<double> projected, Func<int, double> curve) =>
    [
        .. counts.Alive.Select(alive => (double)alive).Concat(projected)
            .Select((alive, i) => new RetentionEntry(counts.FirstPeriod + i, alive, alive / counts.Alive[0], curve(i), i >= counts.Alive.Count)),
    ];
}
