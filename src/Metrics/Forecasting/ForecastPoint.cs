namespace RevenueBot.Metrics.Forecasting;

/// <summary>
/// One period ahead: the mean and the intervals that are to hold the value with a chance of 80% and 95%, in the unit of the history.
/// They are nested: <c>Low95 ≤ Low80 ≤ Mean ≤ High80 ≤ High95</c>. Where the history says nothing about its noise the intervals are
/// unbounded (±infinity); after a history without noise they have no width.
/// </summary>
public readonly record struct ForecastPoint(double Mean, double Low80, double High80, double Low95, double High95)
{
    /// <summary>A symmetric interval of errors whose spread was estimated with some degrees of freedom.</summary>
    internal static ForecastPoint Student(double mean, double deviation, int degrees)
    {
        var (half80, half95) = Quantile.Student(degrees);
        return Symmetric(mean, deviation * half80, deviation * half95);
    }

    internal static ForecastPoint Symmetric(double mean, double half80, double half95) =>
        new(mean, mean - half80, mean + half80, mean - half95, mean + half95);

    internal static ForecastPoint Exact(double mean) => new(mean, mean, mean, mean, mean);

    internal static ForecastPoint Unbounded(double mean) => Symmetric(mean, double.PositiveInfinity, double.PositiveInfinity);

    internal static ForecastPoint Average(ForecastPoint a, ForecastPoint b) => new(
        (a.Mean + b.Mean) / 2, (a.Low80 + b.Low80) / 2, (a.High80 + b.High80) / 2, (a.Low95 + b.Low95) / 2, (a.High95 + b.High95) / 2);
}

/// <summary>What is to come of one series.</summary>
/// <param name="Method">How it was made, with its parameters: <c>ETS(M,Ad,M) and Theta, averaged</c> …</param>
/// <param name="Points">From the period after the last of the history.</param>
public sealed record SeriesForecast(string Method, IReadOnlyList<ForecastPoint> Points);
