namespace RevenueBot.Metrics.Forecasting.Ets;

/// <summary>
/// Weights and initial states as the free numbers that an optimiser moves: the weights through the logistic function, which keeps
/// them inside their bounds; the states as distances from a first guess, in units of the noise.
/// </summary>
internal sealed class EtsVector
{
    private const double Edge = 1e-4;
    private const double LeastDamping = 0.8;
    private const double MostDamping = 0.98;
    private const double FirstLevel = -0.5;
    private const double FirstShare = -2;
    private const double FirstDamping = 1.5;

    private readonly EtsForm _form;
    private readonly EtsState _guess;
    private readonly double _noise;

    public EtsVector(double[] values, EtsForm form)
    {
        (_form, _guess) = (form, EtsState.StartOf(values, form));
        var adjusted = EtsState.Adjusted(values, form.Season, _guess.Season);
        var step = adjusted.Zip(adjusted.Skip(1), (a, b) => Math.Abs(b - a)).Average();
        _noise = step > 0 ? step : 1;
    }

    public double[] Start
    {
        get
        {
            var start = new double[_form.Weights + _form.States];
            start[0] = FirstLevel;
            for (var i = 1; i < _form.Weights; i++) start[i] = FirstShare;
            if (_form.Trend == EtsTrend.Damped) start[2] = FirstDamping;
            return start;
        }
    }

    /// <summary>How far to look first.</summary>
    public double[] Steps => [.. Enumerable.Range(0, _form.Weights + _form.States).Select(i => i < _form.Weights ? 1.5 : 0.5)];

    public EtsWeights Weights(double[] vector)
    {
        var level = Within(Edge, 1 - Edge, vector[0]);
        var trend = _form.Trend == EtsTrend.None ? 0 : level * Within(Edge, 1 - Edge, vector[1]);
        var damping = _form.Trend == EtsTrend.Damped ? Within(LeastDamping, MostDamping, vector[2]) : 1;
        var season = _form.Season == EtsSeason.None ? 0 : (1 - level) * Within(Edge, 1 - Edge, vector[_form.Weights - 1]);
        return new(level, trend, season, damping);
    }

    /// <summary>The last season follows from the others: they add up to 0, or have mean 1.</summary>
    public EtsState State(double[] vector)
    {
        var at = _form.Weights;
        var level = _guess.Level + (_noise * vector[at++]);
        var trend = _form.Trend == EtsTrend.None ? 0 : _guess.Trend + (_noise / 10 * vector[at++]);
        if (_form.Season == EtsSeason.None) return new(level, trend, EtsState.NoSeason, 0);
        var unit = _form.Season == EtsSeason.Multiplicative ? _noise / Math.Max(Math.Abs(_guess.Level), _noise) : _noise;
        var season = (double[])_guess.Season.Clone();
        for (var i = 0; i < season.Length - 1; i++)
        {
            season[i] += unit * vector[at + i];
            season[^1] -= unit * vector[at + i];
        }

        return new(level, trend, season, 0);
    }

    private static double Within(double low, double high, double free) => low + ((high - low) / (1 + Math.Exp(-free)));
}
