namespace RevenueBot.Metrics.Forecasting;

/// <summary>A straight line: <c>Intercept + Slope · t</c>.</summary>
internal readonly record struct Line(double Intercept, double Slope)
{
    /// <summary>Least squares through values at t = 1, 2, …</summary>
    public static Line Through(ReadOnlySpan<double> values)
    {
        var middle = (values.Length + 1) / 2.0;
        double mean = 0, product = 0, square = 0;
        foreach (var value in values) mean += value / values.Length;
        for (var i = 0; i < values.Length; i++)
        {
            product += (i + 1 - middle) * (values[i] - mean);
            square += (i + 1 - middle) * (i + 1 - middle);
        }

        var slope = square > 0 ? product / square : 0;
        return new(mean - (slope * middle), slope);
    }
}
