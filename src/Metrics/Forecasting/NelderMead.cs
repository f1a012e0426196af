namespace RevenueBot.Metrics.Forecasting;

/// <summary>
/// Minimises a function without derivatives: the simplex of Nelder and Mead (1965) with the coefficients of Gao and Han (2012,
/// doi:10.1007/s10589-010-9329-3), which hold in many dimensions. Deterministic.
/// </summary>
internal sealed class NelderMead
{
    private readonly Func<double[], double> _function;
    private readonly double[][] _points;
    private readonly double[] _values;
    private readonly double[] _centre;
    private readonly int _size;
    private int _left;

    private NelderMead(Func<double[], double> function, double[] start, double[] steps, int evaluations)
    {
        (_function, _size, _left) = (function, start.Length, evaluations);
        _centre = new double[_size];
        _points = [.. Enumerable.Range(0, _size + 1).Select(i => (double[])start.Clone())];
        for (var i = 0; i < _size; i++) _points[i + 1][i] += steps[i];
        _values = [.. _points.Select(Value)];
    }

    /// <param name="function">May be +infinity where it is not defined, but not at the start.</param>
    /// <param name="steps">How far to look first, by coordinate; none is 0.</param>
    /// <param name="tolerance">Stops when the values of the simplex differ by less.</param>
    public static double[] Minimise(Func<double[], double> function, double[] start, double[] steps, int evaluations, double tolerance = 1e-8)
    {
        if (start.Length == 0) return start;
        var search = new NelderMead(function, start, steps, evaluations);
        return search.Run(tolerance);
    }

    private double[] Run(double tolerance)
    {
        Array.Sort(_values, _points);
        while (_left > 0 && _values[^1] - _values[0] > tolerance)
        {
            Step();
            Array.Sort(_values, _points);
        }

        return _points[0];
    }

    private void Step()
    {
        SetCentre();
        var reflected = Towards(1);
        var value = Value(reflected);
        if (value < _values[0]) Replace(reflected, value, Towards(1 + (2.0 / _size)));
        else if (value < _values[^2]) Accept(reflected, value);
        else Contract(reflected, value);
    }

    private void Contract(double[] reflected, double value)
    {
        var share = 0.75 - (1 / (2.0 * _size));
        var contracted = Towards(value < _values[^1] ? share : -share);
        var contractedValue = Value(contracted);
        if (contractedValue < Math.Min(value, _values[^1])) Accept(contracted, contractedValue);
        else Shrink();
    }

    /// <summary>The better of a point and one beyond it takes the place of the worst.</summary>
    private void Replace(double[] point, double value, double[] beyond)
    {
        var beyondValue = Value(beyond);
        if (beyondValue < value) Accept(beyond, beyondValue);
        else Accept(point, value);
    }

    private void Accept(double[] point, double value) => (_points[^1], _values[^1]) = (point, value);

    private void Shrink()
    {
        var share = 1 - (1.0 / Math.Max(_size, 2));
        for (var i = 1; i <= _size; i++)
        {
            for (var j = 0; j < _size; j++) _points[i][j] = _points[0][j] + (share * (_points[i][j] - _points[0][j]));
            _values[i] = Value(_points[i]);
        }
    }

    /// <summary>From the centre, away from the worst point by a share of its distance.</summary>
    private double[] Towards(double share)
    {
        var point = new double[_size];
        for (var j = 0; j < _size; j++) point[j] = _centre[j] + (share * (_centre[j] - _points[^1][j]));
        return point;
    }

    private void SetCentre()
    {
        Array.Clear(_centre);
        for (var i = 0; i < _size; i++)
            for (var j = 0; j < _size; j++) _centre[j] += _points[i][j] / _size;
    }

    private double Value(double[] point)
    {
        _left--;
        var value = _function(point);
        return double.IsNaN(value) ? double.PositiveInfinity : value;
    }
}
