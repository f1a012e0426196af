using System.Globalization;
using RevenueBot.Metrics.Forecasting.Ets;

namespace RevenueBot.Metrics.Forecasting;

/// <summary>
/// Forecasts any monthly series: the mean of an exponential smoothing model chosen by AICc and of the Theta method. The pair was among
/// the best simple combinations of the M4 competition (Makridakis, Spiliotis and Assimakopoulos 2020, doi:10.1016/j.ijforecast.2019.04.014).
/// </summary>
public static class Forecaster
{
    /// <summary>Periods of a season.</summary>
    internal const int Season = 12;

    /// <summary>Below this a model has more parameters than the history has to say.</summary>
    public const int FewestForModel = 6;

    /// <summary>From here a season is looked for: two whole years.</summary>
    public const int FewestForSeason = 2 * Season;

    private const int LongestHorizon = 1_000;

    /// <summary>
    /// The periods after a history. The same history gives the same forecast. A history that follows a rule exactly (constant, a line,
    /// constant growth, a season on any of them) is continued exactly, without width, from 4 points (a season from 26). One point gives
    /// that value with unbounded intervals; two to five give the last value with the spread of a random walk (Student's t); from six a
    /// model is fitted, from 24 also one with a season. Zeros and negative values are allowed: a history with any has additive models only.
    /// </summary>
    /// <param name="history">Oldest first, without holes (see <see cref="Gaps"/>), any unit.</param>
    /// <param name="horizon">Number of periods, 1 to 1,000.</param>
    /// <exception cref="ArgumentException">The history is empty or has a value that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is out of range.</exception>
    public static SeriesForecast Forecast(IReadOnlyList<double> history, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(horizon, LongestHorizon);
        double[] values = [.. history];
        if (values.Length == 0 || !values.All(double.IsFinite)) throw new ArgumentException("A history has at least one value, and every value is finite.", nameof(history));
        return ExactPattern.Continue(values, horizon)
            ?? (values.Length < FewestForModel ? ShortHistory.Continue(values, horizon) : Combine(values, horizon));
    }

    private static SeriesForecast Combine(double[] values, int horizon)
    {
        var scaled = Scaling.Of(values);
        var ets = EtsSelection.Best(scaled.Values);
        var theta = Theta.Fit(scaled.Values);
        var points = ets.Forecast(horizon).Zip(theta.Forecast(horizon), ForecastPoint.Average).Select(scaled.Back);
        return new(string.Create(CultureInfo.InvariantCulture, $"mean of {ets.Name} and {theta.Name}"), [.. points]);
    }
}
