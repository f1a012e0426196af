namespace RevenueBot.Metrics.Forecasting.Ets;

/// <summary>How fast the states follow the data.</summary>
/// <param name="Level">α, in (0, 1).</param>
/// <param name="Trend">β, in (0, α); 0 without a trend.</param>
/// <param name="Season">γ, in (0, 1 − α); 0 without a season.</param>
/// <param name="Damping">φ, in [0.8, 0.98]; 1 where the trend is not damped.</param>
internal readonly record struct EtsWeights(double Level, double Trend, double Season, double Damping);

/// <summary>What a model knows before a period.</summary>
/// <param name="Trend">Slope; 0 without a trend.</param>
/// <param name="Season">Of the 12 periods to come, the next one at <paramref name="Next"/>; empty without a season.</param>
internal sealed record EtsState(double Level, double Trend, double[] Season, int Next)
{
    public static readonly double[] NoSeason = [];

    /// <summary>
    /// Where to begin: the season by classical decomposition, level and slope by a line through the first two years without it.
    /// </summary>
    public static EtsState StartOf(double[] values, EtsForm form)
    {
        var season = form.Season == EtsSeason.None ? NoSeason : Seasonality.Indices(values, form.Season == EtsSeason.Multiplicative);
        var adjusted = Adjusted(values, form.Season, season);
        var first = adjusted.AsSpan(0, Math.Min(adjusted.Length, Forecaster.FewestForSeason));
        var line = Line.Through(first);
        var mean = line.Intercept + (line.Slope * (first.Length + 1) / 2);
        return form.Trend == EtsTrend.None ? new(mean, 0, season, 0) : new(line.Intercept, line.Slope, season, 0);
    }

    public static double[] Adjusted(double[] values, EtsSeason kind, double[] season) => kind switch
    {
        EtsSeason.None => values,
        EtsSeason.Additive => [.. values.Select((value, i) => value - season[i % season.Length])],
        EtsSeason.Multiplicative => [.. values.Select((value, i) => value / season[i % season.Length])],
    };
}
