using System.Globalization;
using RevenueBot.Metrics.Forecasting.Ets;

namespace RevenueBot.Metrics.Forecasting;

/// <summary>
/// The Theta method (Assimakopoulos and Nikolopoulos 2000, doi:10.1016/S0169-2070(00)00066-2) in its equivalent form: simple
/// exponential smoothing with a drift of half the slope of the trend line (Hyndman and Billah 2003, doi:10.1016/S0169-2070(01)00143-1),
/// on the series without its season where it has one.
/// </summary>
internal sealed class Theta
{
    private readonly EtsModel _smoothing;
    private readonly double _drift;
    private readonly double[]? _season;
    private readonly int _count;

    private Theta(double[] values, double[]? season)
    {
        var adjusted = season is null ? values : [.. values.Select((value, i) => value / season[i % season.Length])];
        (_season, _count) = (season, values.Length);
        _smoothing = EtsModel.Fit(adjusted, EtsForm.Simple);
        _drift = Line.Through(adjusted).Slope / 2;
    }

    public string Name => string.Create(CultureInfo.InvariantCulture, $"Theta ({(_season is null ? "no season" : "seasonal")}, α {_smoothing.Weights.Level:0.00})");

    /// <param name="values">At least 6 points. A season is taken out only where all values are above 0, since it is one of ratios.</param>
    public static Theta Fit(double[] values)
    {
        if (values.Min() <= 0 || !Seasonality.IsSeasonal(values)) return new(values, null);
        var season = Seasonality.Indices(values, multiplicative: true);
        return new(values, season.Min() > 0 ? season : null);
    }

    public IEnumerable<ForecastPoint> Forecast(int horizon)
    {
        var alpha = _smoothing.Weights.Level;
        var behind = alpha > 0 ? (1 - Math.Pow(1 - alpha, _count)) / alpha : _count;
        for (var ahead = 1; ahead <= horizon; ahead++)
        {
            var factor = _season is null ? 1 : _season[(_count + ahead - 1) % _season.Length];
            var mean = _smoothing.End.Level + (_drift * (ahead - 1 + behind));
            var deviation = Math.Sqrt(_smoothing.Variance * (1 + ((ahead - 1) * alpha * alpha)));
            yield return ForecastPoint.Student(mean * factor, deviation * factor, _smoothing.Freedom);
        }
    }
}
