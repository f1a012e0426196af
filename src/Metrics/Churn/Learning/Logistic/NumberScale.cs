namespace RevenueBot.Metrics.Churn.Learning.Logistic;

/// <summary>
/// A number on a scale of mean 0 and deviation 1, cut off at its outermost thousandths; on a signed logarithm where that follows the outcome better.
/// </summary>
/// <param name="Unit">Null: linear. Else asinh(x / unit): the number itself around 0, its logarithm far from it.</param>
internal sealed record NumberScale(double Low, double High, double? Unit, double Mean, double Deviation)
{
    private const int Sample = 20_000;
    private const double Tail = 0.001;
    private const double SmallShare = 0.05;

    /// <summary>Two values alone are on the same line either way; rounding is no reason.</summary>
    private const double Clearly = 1.000001;

    /// <summary>Squares of numbers beyond this would overflow.</summary>
    private const double Largest = 1e140;

    /// <param name="values">Finite ones, with their outcomes.</param>
    /// <returns>Null where the number never varies.</returns>
    public static NumberScale? Of(double[] values, bool[] outcomes)
    {
        if (values.Length == 0) return null;
        var sorted = Thinned(values);
        Array.Sort(sorted);
        var (low, high) = (At(sorted, Tail), At(sorted, 1 - Tail));
        if (low >= high) (low, high) = (Math.Max(values.Min(), -Largest), Math.Min(values.Max(), Largest)); // all but a few are equal
        if (low >= high) return null;
        var sizes = sorted.Select(Math.Abs).Where(size => size > 0).Order().ToArray();
        var (linear, linearFollows) = Fit(values, outcomes, new(low, high, null, 0, 1));
        var unit = sizes.Length > 0 ? At(sizes, SmallShare) : Math.Max(Math.Abs(low), Math.Abs(high));
        var (log, logFollows) = Fit(values, outcomes, new(low, high, unit, 0, 1));
        return logFollows > linearFollows * Clearly ? log : linear;
    }

    public double Of(double value) => (Bent(value) - Mean) / Deviation;

    private double Bent(double value)
    {
        var inside = Math.Clamp(value, Low, High);
        return Unit is { } unit ? Math.Asinh(inside / unit) : inside;
    }

    /// <summary>The scale with mean and deviation, and how closely the outcome follows it (squared correlation times a constant).</summary>
    private static (NumberScale Scale, double Follows) Fit(double[] values, bool[] outcomes, NumberScale scale)
    {
        var bent = values.Select(scale.Bent).ToArray();
        var mean = bent.Average();
        var deviation = Math.Sqrt(bent.Sum(value => (value - mean) * (value - mean)) / bent.Length);
        if (!(deviation > 0)) return (scale, 0);
        var along = 0.0;
        var rate = outcomes.Count(outcome => outcome) / (double)outcomes.Length;
        for (var row = 0; row < bent.Length; row++) along += ((outcomes[row] ? 1 : 0) - rate) * (bent[row] - mean);
        return (scale with { Mean = mean, Deviation = deviation }, Math.Pow(along / deviation, 2));
    }

    private static double[] Thinned(double[] values)
    {
        var step = Math.Max(1, values.Length / Sample);
        return [.. Enumerable.Range(0, (values.Length + step - 1) / step).Select(i => Math.Clamp(values[i * step], -Largest, Largest))];
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];
}
