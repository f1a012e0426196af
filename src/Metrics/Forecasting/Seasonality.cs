namespace RevenueBot.Metrics.Forecasting;

/// <summary>Seasons of 12: whether there is one, and how much of a series it is.</summary>
internal static class Seasonality
{
    private const int Season = Forecaster.Season;
    private const double OneSided95 = 1.6448536269514722;

    /// <summary>
    /// True where the autocorrelation at a year is larger than chance allows at 90% (two-sided), given those of the shorter lags:
    /// the test of the Theta method (Assimakopoulos and Nikolopoulos 2000; Bartlett's standard error).
    /// </summary>
    /// <param name="values">Fewer than two years and a point are never seasonal.</param>
    public static bool IsSeasonal(double[] values)
    {
        if (values.Length <= 2 * Season) return false;
        var mean = values.Average();
        var total = values.Sum(value => (value - mean) * (value - mean));
        if (total <= 0) return false;
        double Correlation(int lag) => Enumerable.Range(lag, values.Length - lag).Sum(i => (values[i] - mean) * (values[i - lag] - mean)) / total;
        var shorter = Enumerable.Range(1, Season - 1).Sum(lag => Correlation(lag) * Correlation(lag));
        return Math.Abs(Correlation(Season)) > OneSided95 * Math.Sqrt((1 + (2 * shorter)) / values.Length);
    }

    /// <summary>
    /// Classical decomposition: the season of each position (that of the first value first), as differences from the trend that add
    /// up to 0 or, <paramref name="multiplicative"/>, as ratios to it with mean 1.
    /// </summary>
    /// <param name="values">At least two whole years; for ratios all above 0.</param>
    public static double[] Indices(double[] values, bool multiplicative)
    {
        var sums = new double[Season];
        var counts = new int[Season];
        for (var i = Season / 2; i < values.Length - (Season / 2); i++)
        {
            var trend = Centered(values, i);
            sums[i % Season] += multiplicative ? values[i] / trend : values[i] - trend;
            counts[i % Season]++;
        }

        double[] raw = [.. sums.Zip(counts, (sum, count) => sum / count)];
        var mean = raw.Average();
        return [.. raw.Select(index => multiplicative ? index / mean : index - mean)];
    }

    /// <summary>The mean of the year around a value: 2 × 12 moving average.</summary>
    private static double Centered(double[] values, int middle)
    {
        var sum = (values[middle - (Season / 2)] + values[middle + (Season / 2)]) / 2;
        for (var i = middle - (Season / 2) + 1; i < middle + (Season / 2); i++) sum += values[i];
        return sum / Season;
    }
}
