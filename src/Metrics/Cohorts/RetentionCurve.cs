namespace RevenueBot.Metrics.Cohorts;

/// <summary>
/// The shifted-beta-geometric curve: every customer has its own constant chance of leaving at each renewal, and these chances are
/// beta-distributed over customers, so that a cohort's retention rises as those likely to leave have gone (Fader and Hardie, "How to
/// Project Customer Retention", Journal of Interactive Marketing 21, 2007, https://doi.org/10.1002/dir.20074).
/// </summary>
/// <param name="Alpha">Above 0. Alpha / (Alpha + Beta) is the mean chance of leaving at the first renewal.</param>
/// <param name="Beta">Above 0.</param>
public sealed record RetentionCurve(double Alpha, double Beta)
{
    /// <summary>Share of a cohort that is left after some periods, in [0, 1]; 1 after none.</summary>
    public double Survival(int periods)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(periods);
        var survival = 1.0;
        for (var period = 1; period <= periods; period++) survival *= Retention(period);
        return survival;
    }

    /// <summary>Share of those left that stay through a period, in [0, 1]: rises with the period.</summary>
    /// <param name="period">From 1.</param>
    public double Retention(int period) => (Beta + period - 1) / (Alpha + Beta + period - 1);

    /// <summary>What is left, on average, of those alive after <paramref name="age"/> periods, for each of the periods after.</summary>
    /// <returns><paramref name="horizon"/> numbers, never rising, never above <paramref name="alive"/>.</returns>
    public IReadOnlyList<double> Project(double alive, int age, int horizon)
    {
        var projected = new double[horizon];
        for (var i = 0; i < horizon; i++) projected[i] = alive *= Retention(age + i + 1);
        return projected;
    }
}

/// <summary>What one period of age did, over one or more cohorts.</summary>
/// <param name="AtRisk">Customers alive at its beginning.</param>
/// <param name="Stayed">Those of them alive at its end.</param>
public readonly record struct CurveStep(long AtRisk, long Stayed)
{
    /// <summary>The steps of one cohort.</summary>
    /// <param name="alive">Customers alive at the start and after each period: never rising, never below 0.</param>
    public static IReadOnlyList<CurveStep> Of(IReadOnlyList<long> alive) => [.. alive.Skip(1).Select((stayed, i) => new CurveStep(alive[i], stayed))];
}

/// <summary>Why no curve can be told.</summary>
public enum CurveProblem
{
    /// <summary>One period gives one number, and a curve has two.</summary>
    TooFewPeriods,

    /// <summary>So few have left that chance would draw the curve.</summary>
    TooFewLeft,

    /// <summary>The likeliest curve stays at 1 for ever.</summary>
    NobodyLeft,

    /// <summary>The likeliest curve falls to 0 at once.</summary>
    AllLeftAtOnce,

    /// <summary>The fit lies at the bound of its parameters: customers do not leave less as they grow older, which is what this curve assumes.</summary>
    NotFalling,
}

/// <summary>A fit, or the reason that there is none.</summary>
public abstract record CurveFit
{
    private CurveFit() { }

    /// <param name="LogLikelihood">Natural logarithm, at the optimum.</param>
    /// <param name="IsConstant">The chance of leaving does not fall with age: the curve is the geometric one, to which this model tends.</param>
    public sealed record Fitted(RetentionCurve Curve, double LogLikelihood, bool IsConstant) : CurveFit;

    public sealed record NotFitted(CurveProblem Problem) : CurveFit;
}
