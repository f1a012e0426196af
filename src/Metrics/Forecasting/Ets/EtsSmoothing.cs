namespace RevenueBot.Metrics.Forecasting.Ets;

/// <summary>
/// Runs a form over a history. The states follow the same recursion under both kinds of error; the error only decides how a miss is
/// weighed: in units, or as a share of what was expected.
/// </summary>
internal sealed class EtsSmoothing(double[] values, EtsForm form)
{
    private const double Smallest = 1e-300;

    private readonly double[] _season = new double[form.Season == EtsSeason.None ? 0 : Forecaster.Season];
    private double _level;
    private double _trend;

    /// <summary>Of the last run.</summary>
    public double SumOfSquares { get; private set; }

    /// <summary>What is known after the last value.</summary>
    public EtsState End => new(_level, _trend, [.. _season], _season.Length == 0 ? 0 : values.Length % _season.Length);

    /// <summary>
    /// −2 log likelihood apart from a constant that all forms share: <c>n log Σe² (+ 2 Σ log |expected|)</c>. +infinity where the
    /// form has no meaning, such as a share of something not above 0.
    /// </summary>
    public double Run(EtsWeights weights, EtsState start)
    {
        (_level, _trend) = (start.Level, start.Trend);
        start.Season.CopyTo(_season, 0);
        double squares = 0, logarithms = 0;
        for (int i = 0, position = start.Next; i < values.Length; i++, position = position + 1 == _season.Length ? 0 : position + 1)
        {
            var expected = Expected(weights, position);
            var miss = values[i] - expected;
            if (form.Error == EtsError.Multiplicative)
            {
                if (expected <= 0) return double.PositiveInfinity;
                miss /= expected;
                logarithms += Math.Log(expected);
            }

            squares += miss * miss;
            if (!Update(weights, values[i], position)) return double.PositiveInfinity;
        }

        SumOfSquares = squares;
        return (values.Length * Math.Log(Math.Max(squares, Smallest))) + (2 * logarithms);
    }

    private double Expected(EtsWeights weights, int position)
    {
        var level = _level + (weights.Damping * _trend);
        return form.Season switch { EtsSeason.None => level, EtsSeason.Additive => level + _season[position], _ => level * _season[position] };
    }

    /// <returns>False where a ratio lost its meaning.</returns>
    private bool Update(EtsWeights weights, double value, int position)
    {
        var level = _level + (weights.Damping * _trend);
        var adjusted = value;
        if (form.Season == EtsSeason.Additive)
        {
            adjusted -= _season[position];
            _season[position] += weights.Season * (adjusted - level);
        }
        else if (form.Season == EtsSeason.Multiplicative)
        {
            if (level <= 0 || _season[position] <= 0) return false;
            adjusted /= _season[position];
            _season[position] += weights.Season * ((value / level) - _season[position]);
        }

        _trend = (weights.Damping * _trend) + (weights.Trend * (adjusted - level));
        _level = level + (weights.Level * (adjusted - level));
        return true;
    }
}
