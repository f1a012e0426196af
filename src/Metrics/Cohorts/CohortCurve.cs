namespace RevenueBot.Metrics.Cohorts;

/// <summary>
/// The retention curve of all cohorts together, by whole months since the first payment. One curve for all: a single month's cohort
/// of a small company is too few customers to tell two parameters from chance.
/// </summary>
public static class CohortCurve
{
    /// <summary>Whole months a cohort must have behind it before it is projected.</summary>
    public const int FewestMonths = 3;

    /// <summary>Customers who must have left, over all cohorts, before anything is projected.</summary>
    public const int FewestLeft = 10;

    /// <summary>The pooled steps: of each age those cohorts that have lived through it wholly.</summary>
    public static IReadOnlyList<CurveStep> Steps(IReadOnlyList<Cohort> cohorts)
    {
        var oldest = cohorts.Select(cohort => cohort.WholeMonths).DefaultIfEmpty().Max();
        return [.. Enumerable.Range(1, Math.Max(0, oldest - 1)).Select(age => Step(cohorts.Where(cohort => cohort.WholeMonths > age), age))];
    }

    /// <summary>The fit, if at least <see cref="FewestLeft"/> have left and it lies within the bounds of its parameters.</summary>
    public static CurveFit Fit(IReadOnlyList<Cohort> cohorts)
    {
        var steps = Steps(cohorts);
        var left = steps.Sum(step => step.AtRisk - step.Stayed);
        if (left is > 0 and < FewestLeft) return new CurveFit.NotFitted(CurveProblem.TooFewLeft);
        return CurveFitting.Fit(steps) is var fit && fit is CurveFit.Fitted { IsConstant: true } ? new CurveFit.NotFitted(CurveProblem.NotFalling) : fit;
    }

    /// <summary>
    /// Active customers expected after each of the coming months, from those active at the last whole month end. Null for a cohort with
    /// fewer than <see cref="FewestMonths"/> whole months since its own.
    /// </summary>
    public static IReadOnlyList<double>? Project(Cohort cohort, RetentionCurve curve, int horizon)
    {
        var age = cohort.WholeMonths - 1;
        return age < FewestMonths ? null : curve.Project(cohort.Cells[age].Active, age, horizon);
    }

    private static CurveStep Step(IEnumerable<Cohort> cohorts, int age)
    {
        long atRisk = 0, stayed = 0;
        foreach (var cohort in cohorts)
        {
            atRisk += cohort.Cells[age - 1].Survivors;
            stayed += cohort.Cells[age].Survivors;
        }

        return new CurveStep(atRisk, stayed);
    }
}
