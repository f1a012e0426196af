namespace RevenueBot.Metrics.Cohorts;

/// <summary>
/// Maximum likelihood for the shifted-beta-geometric curve. With m = α/(α+β) and k = α+β the chance to leave in period j is
/// m·k/(k+j−1). For a given k the likelihood has one maximum in m; that of k is looked for on a logarithmic grid and then narrowed,
/// so that no starting point can lead astray.
/// </summary>
public static class CurveFitting
{
    private const double SmallestSum = 1e-4, LargestSum = 1e6;
    private const int GridPoints = 90, EdgePoints = 24;
    private const double Golden = 0.6180339887498949;

    /// <param name="steps">
    /// By age, from the first period. Cohorts of several ages are added up age by age: the likelihood needs nothing else.
    /// </param>
    public static CurveFit Fit(IReadOnlyList<CurveStep> steps)
    {
        var used = steps.TakeWhile(step => step.AtRisk > 0).ToArray();
        if (used.Length == 0 || (used.Length == 1 && steps.Count == 1)) return new CurveFit.NotFitted(CurveProblem.TooFewPeriods);
        if (used.All(step => step.Stayed == step.AtRisk)) return new CurveFit.NotFitted(CurveProblem.NobodyLeft);
        if (used[0].Stayed == 0) return new CurveFit.NotFitted(CurveProblem.AllLeftAtOnce);

        var sum = BestSum(used);
        var mean = BestMean(used, sum);
        return new CurveFit.Fitted(new RetentionCurve(mean * sum, (1 - mean) * sum), LogLikelihood(used, mean, sum), sum > 0.99 * LargestSum);
    }

    /// <summary>The logarithm of the probability that exactly these customers leave in these periods.</summary>
    public static double LogLikelihood(IReadOnlyList<CurveStep> steps, RetentionCurve curve) =>
        LogLikelihood(steps, curve.Alpha / (curve.Alpha + curve.Beta), curve.Alpha + curve.Beta);

    /// <summary>The curves around the fit whose log-likelihood is less than it by <paramref name="drop"/>: for some sums the two means there, and the fit itself.</summary>
    internal static IReadOnlyList<RetentionCurve> Edges(IReadOnlyList<CurveStep> steps, CurveFit.Fitted fit, double drop)
    {
        var used = steps.TakeWhile(step => step.AtRisk > 0).ToArray();
        var (floor, best) = (fit.LogLikelihood - drop, Math.Log(fit.Curve.Alpha + fit.Curve.Beta));
        var first = Turn(best, Math.Log(SmallestSum), sum => Profile(used, Math.Exp(sum)) >= floor);
        var last = Turn(best, Math.Log(LargestSum), sum => Profile(used, Math.Exp(sum)) >= floor);
        List<RetentionCurve> edges = [fit.Curve];
        foreach (var sum in Enumerable.Range(0, EdgePoints + 1).Select(i => Math.Exp(first + ((last - first) * i / EdgePoints))))
        {
            var mean = BestMean(used, sum);
            foreach (var end in (double[])[0, 1])
            {
                var edge = Turn(mean, end, other => LogLikelihood(used, other, sum) >= floor);
                edges.Add(new RetentionCurve(edge * sum, (1 - edge) * sum));
            }
        }

        return edges;
    }

    /// <summary>Where what holds at one place ceases to on the way to another; that one where it never does.</summary>
    private static double Turn(double from, double to, Func<double, bool> holds)
    {
        if (holds(to)) return to;
        for (var i = 0; i < 50; i++)
        {
            var middle = (from + to) / 2;
            if (holds(middle)) from = middle;
            else to = middle;
        }

        return from;
    }

    private static double LogLikelihood(IReadOnlyList<CurveStep> steps, double mean, double sum)
    {
        var total = 0.0;
        for (var i = 0; i < steps.Count; i++)
        {
            var (atRisk, stayed) = steps[i];
            if (atRisk > stayed) total += (atRisk - stayed) * Math.Log(mean * sum / (sum + i));
            if (stayed > 0) total += stayed * Math.Log((((1 - mean) * sum) + i) / (sum + i));
        }

        return total;
    }

    private static double BestSum(CurveStep[] steps)
    {
        var step = Math.Log(LargestSum / SmallestSum) / (GridPoints - 1);
        var best = Enumerable.Range(0, GridPoints).MaxBy(i => Profile(steps, At(i)));
        var (low, high) = ((double)Math.Max(0, best - 1), (double)Math.Min(GridPoints - 1, best + 1));
        while (high - low > 1e-10)
        {
            var (left, right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
            if (Profile(steps, At(left)) < Profile(steps, At(right))) low = left;
            else high = right;
        }

        return At((low + high) / 2);

        double At(double i) => SmallestSum * Math.Exp(i * step);
    }

    /// <summary>The likelihood of a sum at its best mean.</summary>
    private static double Profile(CurveStep[] steps, double sum) => LogLikelihood(steps, BestMean(steps, sum), sum);

    /// <summary>Where the slope in m turns; it falls all the way, from +∞ to −∞.</summary>
    private static double BestMean(CurveStep[] steps, double sum)
    {
        var left = steps.Sum(step => step.AtRisk - step.Stayed);
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < 60; i++) // as fine as a double near 0.0001
        {
            var mean = (low + high) / 2;
            var slope = left / mean;
            for (var j = 0; j < steps.Length; j++) slope -= steps[j].Stayed * sum / (((1 - mean) * sum) + j);
            if (slope > 0) low = mean;
            else high = mean;
        }

        return (low + high) / 2;
    }
}
