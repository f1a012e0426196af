using RevenueBot.Metrics.Forecasting;

namespace RevenueBot.Metrics.Cohorts;

/// <summary>
/// The range of a fitted curve by its profile likelihood: every curve whose log-likelihood is at most half the quantile of χ² with one
/// degree of freedom below the best (Venzon and Moolgavkar 1988, https://doi.org/10.2307/2347496). Whatever falls as more customers
/// leave at first lies, over all these curves, between its values at the edges. Deterministic.
/// </summary>
public sealed class CurveRange
{
    private readonly double _normal;
    private readonly IReadOnlyList<RetentionCurve> _edges;

    private CurveRange(double normal, IReadOnlyList<RetentionCurve> edges) => (_normal, _edges) = (normal, edges);

    /// <summary>Holds the true curve with a chance of 80%.</summary>
    public static CurveRange Of80(IReadOnlyList<CurveStep> steps, CurveFit.Fitted fit) => Of(steps, fit, Quantile.Normal80);

    /// <summary>The same of 95%.</summary>
    public static CurveRange Of95(IReadOnlyList<CurveStep> steps, CurveFit.Fitted fit) => Of(steps, fit, Quantile.Normal95);

    /// <summary>The range of the share of a cohort that is left after some periods; [1, 1] after none.</summary>
    public (double Low, double High) Survival(int periods) => Between(curve => curve.Survival(periods));

    /// <summary>The range of the share that is left, some periods on, of those alive after <paramref name="age"/> periods.</summary>
    public (double Low, double High) Kept(int age, int periods) => Between(curve => Kept(curve, age, periods));

    /// <summary>
    /// The range of how many are left, some periods on, of <paramref name="alive"/> customers: what is not known of the curve, and the chance
    /// of so many customers by it, which are independent.
    /// </summary>
    /// <param name="expected">How many are expected.</param>
    public (double Low, double High) Project(double alive, int age, int periods, double expected)
    {
        var (low, high) = Kept(age, periods);
        var variance = _normal * _normal * expected * (1 - (alive > 0 ? expected / alive : 0));
        return (Math.Max(expected - Math.Sqrt(Square(expected - (alive * low)) + variance), 0), Math.Min(expected + Math.Sqrt(Square((alive * high) - expected) + variance), alive));
    }

    private static CurveRange Of(IReadOnlyList<CurveStep> steps, CurveFit.Fitted fit, double normal) => new(normal, CurveFitting.Edges(steps, fit, normal * normal / 2));

    private static double Kept(RetentionCurve curve, int age, int periods) => curve.Project(1, age, periods) is [.., var last] ? last : 1;

    private (double Low, double High) Between(Func<RetentionCurve, double> share) => (_edges.Min(share), _edges.Max(share));

    private static double Square(double number) => number * number;
}
