using RevenueBot.Charts;
using RevenueBot.Metrics.Cohorts;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Retention;

/// <summary>The curve of all cohorts with its ranges, where there is one.</summary>
/// <param name="Steps">What the curve was fitted to.</param>
internal sealed record FittedRetention(CurveFit Fit, CurveRange? Range80, IReadOnlyList<CurveStep> Steps, int Customers)
{
    /// <summary>How far ahead of the oldest cohort a picture goes.</summary>
    private const int AheadMonths = 12;

    public static FittedRetention Of(IReadOnlyList<Cohort> all)
    {
        var (fit, steps) = (CohortCurve.Fit(all), CohortCurve.Steps(all));
        return new(fit, fit is CurveFit.Fitted fitted ? CurveRange.Of80(steps, fitted) : null, steps, all.Sum(cohort => cohort.Size));
    }

    /// <summary>"71.0% of customers after 12 months (80% range 68.2–73.7%)". Null without a curve.</summary>
    public string? Left(int months) => Fit is not CurveFit.Fitted { Curve: var curve } ? null
        : $"{Percent(curve.Survival(months))} of customers after {Format.Counted(months, "month")} ({Range(months)})";

    /// <summary>"80% range 68.2–73.7%"</summary>
    public string Range(int months) => Range80!.Survival(months) is var (low, high) ? $"80% range {Percent(low)[..^1]}–{Percent(high)}" : "";

    /// <summary>Where the line of all cohorts leads from its last point, with its ranges. Null without a curve or a month lived through.</summary>
    public RetentionProjection? From(IReadOnlyList<decimal> together)
    {
        if (Fit is not CurveFit.Fitted { Curve: var curve } fitted || together.Count == 0 || together[^1] == 0) return null;
        var (age, share, range95) = (together.Count - 1, together[^1], CurveRange.Of95(Steps, fitted)); // only pictures show it
        return new([.. Enumerable.Range(1, AheadMonths).Select(month => new ProjectedRetention(age + month, share * (decimal)curve.Project(1, age, month)[^1], Band(Range80!, month), Band(range95, month)))],
            "shifted beta-geometric fit", Customers);

        Interval Band(CurveRange range, int month) => range.Kept(age, month) is var (low, high) ? new(share * (decimal)low, share * (decimal)high) : default;
    }

    private static string Percent(double share) => Format.Percent((decimal)share);
}
