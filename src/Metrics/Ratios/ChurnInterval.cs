using MathNet.Numerics.Distributions;

namespace RevenueBot.Metrics.Ratios;

/// <summary>How many customers a month opened with, and how many of them had left at its end (<see cref="Retention.RetentionPeriod"/>).</summary>
public readonly record struct MonthChurn(Month Month, int Opening, int Left);

/// <summary>
/// How far the mean monthly churn may be from what was seen, because few customers leave and chance decides which month they leave in.
/// </summary>
public static class ChurnInterval
{
    /// <summary>
    /// The gamma interval of Fay and Feuer for a weighted sum of Poisson counts: each month's churns weigh 1 ÷ (months × customers).
    /// Where all months open with the same number of customers it is the exact Poisson interval of the number of churns, and never
    /// narrower than stated (M. P. Fay, E. J. Feuer, Statistics in Medicine 16, 1997, 791–801, https://pubmed.ncbi.nlm.nih.gov/9131766/).
    /// </summary>
    /// <param name="months">Months that opened with customers; at least one churn in all.</param>
    /// <param name="level">Such as 0.8: the true rate is below the interval with probability at most (1 − level) ÷ 2, above it likewise.</param>
    /// <returns>Fractions a month.</returns>
    public static (double Low, double High) Of(IReadOnlyList<MonthChurn> months, double level)
    {
        var weights = months.Select(month => 1.0 / ((double)months.Count * month.Opening)).ToList();
        var mean = months.Zip(weights, (month, weight) => month.Left * weight).Sum();
        var variance = months.Zip(weights, (month, weight) => month.Left * weight * weight).Sum();
        var largest = weights.Max();
        var tail = (1 - level) / 2;
        return (Quantile(mean, variance, tail), Quantile(mean + largest, variance + (largest * largest), 1 - tail));
    }

    private static double Quantile(double mean, double variance, double probability) => Gamma.InvCDF(mean * mean / variance, mean / variance, probability);
}
