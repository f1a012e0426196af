namespace RevenueBot.Metrics.Forecasting;

/// <summary>
/// A history in units of its own mean size, so that micro-units, cents and millions are fitted alike: a power of two, which changes no digit.
/// </summary>
internal sealed record Scaling(double[] Values, double Unit)
{
    public static Scaling Of(double[] values)
    {
        var size = values.Average(value => Math.Abs(value));
        var unit = size > 0 ? Math.ScaleB(1, Math.ILogB(size) - 6) : 1;
        return new([.. values.Select(value => value / unit)], unit);
    }

    public ForecastPoint Back(ForecastPoint point) =>
        new(point.Mean * Unit, point.Low80 * Unit, point.High80 * Unit, point.Low95 * Unit, point.High95 * Unit);
}
