namespace RevenueBot.Metrics.Forecasting;

/// <summary>
/// Histories without noise, which have a rule rather than a model: their likelihood is unbounded, and every fit would only approach
/// what can be said exactly.
/// </summary>
internal static class ExactPattern
{
    private const int FewestPoints = 4;
    private const int Season = Forecaster.Season;

    /// <summary>Relative: what is left after numbers were written with 10 digits or computed.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>Null for a history that follows none of the rules.</summary>
    public static SeriesForecast? Continue(double[] values, int horizon)
    {
        if (values.Length < FewestPoints) return null;
        if (Steps(values, 1)) return Exact("exact line", values, horizon, past => past[^1] + Slope(values, 1));
        if (Ratios(values, 1)) return Exact("exact growth", values, horizon, past => past[^1] * Growth(values, 1));
        if (values.Length < Forecaster.FewestForSeason + 2) return null;
        if (Steps(values, Season)) return Exact("exact season", values, horizon, past => past[^Season] + Slope(values, Season));
        return Ratios(values, Season) ? Exact("exact season with growth", values, horizon, past => past[^Season] * Growth(values, Season)) : null;
    }

    private static SeriesForecast Exact(string method, double[] values, int horizon, Func<List<double>, double> next)
    {
        List<double> path = [.. values];
        for (var ahead = 0; ahead < horizon; ahead++) path.Add(next(path));
        return new(method, [.. path.Skip(values.Length).Select(ForecastPoint.Exact)]);
    }

    /// <summary>True where every value is the one a lag before plus the same step.</summary>
    private static bool Steps(double[] values, int lag)
    {
        var (slope, size) = (Slope(values, lag), values.Max(Math.Abs));
        return Pairs(values, lag).All(pair => Math.Abs(pair.After - pair.Before - slope) <= Tolerance * size);
    }

    private static bool Ratios(double[] values, int lag)
    {
        if (values.Any(value => value <= 0)) return false;
        var growth = Growth(values, lag);
        return Pairs(values, lag).All(pair => Math.Abs((pair.After / (pair.Before * growth)) - 1) <= Tolerance);
    }

    /// <summary>The mean step of a lag.</summary>
    private static double Slope(double[] values, int lag) => Pairs(values, lag).Average(pair => pair.After - pair.Before);

    private static double Growth(double[] values, int lag) => Math.Exp(Pairs(values, lag).Average(pair => Math.Log(pair.After / pair.Before)));

    private static IEnumerable<(double Before, double After)> Pairs(double[] values, int lag) => values.Zip(values.Skip(lag));
}
