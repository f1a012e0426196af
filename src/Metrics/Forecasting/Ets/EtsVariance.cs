namespace RevenueBot.Metrics.Forecasting.Ets;

/// <summary>
/// How uncertain a model is about the periods ahead: the variances of chapter 6 of the book for its classes 1 (additive errors), 2
/// (multiplicative errors) and 3 (with multiplicative seasons, its approximation).
/// </summary>
internal sealed class EtsVariance
{
    private readonly EtsModel _model;
    private readonly double[] _weights;
    private readonly double[] _seconds;

    public EtsVariance(EtsModel model, int horizon)
    {
        _model = model;
        _weights = [.. Enumerable.Range(1, horizon).Select(Weight)];
        _seconds = new double[horizon + 1];
        for (var ahead = 1; ahead <= horizon; ahead++) _seconds[ahead] = Second(ahead);
    }

    public double Of(int ahead)
    {
        var (variance, mean) = (_model.Variance, Base(ahead));
        if (_model.Form.Error == EtsError.Additive) return variance * (1 + _weights.Take(ahead - 1).Sum(weight => weight * weight));
        if (_model.Form.Season != EtsSeason.Multiplicative) return (_seconds[ahead] * (1 + variance)) - (mean * mean);
        var renewed = Math.Pow(1 + (_model.Weights.Season * _model.Weights.Season * variance), (ahead - 1) / Forecaster.Season);
        return Square(_model.Season(ahead)) * ((_seconds[ahead] * (1 + variance) * renewed) - (mean * mean));
    }

    /// <summary>How much of a miss lasts until some periods later.</summary>
    private double Weight(int later)
    {
        var season = _model.Form.Season == EtsSeason.Additive && later % Forecaster.Season == 0 ? _model.Weights.Season : 0;
        return _model.Weights.Level + (_model.Weights.Trend * _model.Damped(later)) + season;
    }

    /// <summary>The mean of the square of what will be expected for a period.</summary>
    private double Second(int ahead)
    {
        var sum = Square(Base(ahead));
        for (var later = 1; later < ahead; later++) sum += _model.Variance * Square(_weights[later - 1]) * _seconds[ahead - later];
        return sum;
    }

    /// <summary>What the errors are shares of; a multiplicative season is a factor on the whole.</summary>
    private double Base(int ahead) => _model.Form.Season == EtsSeason.Multiplicative ? _model.Trend(ahead) : _model.Mean(ahead);

    private static double Square(double number) => number * number;
}
