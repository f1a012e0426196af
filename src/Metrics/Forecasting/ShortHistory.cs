namespace RevenueBot.Metrics.Forecasting;

/// <summary>One to five points: the last value, and how far a random walk of such steps may go.</summary>
internal static class ShortHistory
{
    public static SeriesForecast Continue(double[] values, int horizon)
    {
        var last = values[^1];
        var steps = values.Length - 1;
        if (steps == 0) return new("the only value; its noise is unknown", [.. Enumerable.Repeat(ForecastPoint.Unbounded(last), horizon)]);
        var deviation = Math.Sqrt(values.Zip(values.Skip(1), (a, b) => (b - a) * (b - a)).Sum() / steps);
        var (half80, half95) = Quantile.Student(steps);
        return new(
            "the last value, with the steps so far as its noise",
            [.. Enumerable.Range(1, horizon).Select(ahead => ForecastPoint.Symmetric(last, half80 * deviation * Math.Sqrt(ahead), half95 * deviation * Math.Sqrt(ahead)))]);
    }
}
