namespace RevenueBot.Charts.Svg;

/// <summary>Round values for an axis.</summary>
internal static class Ticks
{
    /// <summary>The smallest of 1, 2, 2.5 and 5 × 10ⁿ that is at least <paramref name="least"/> (above zero).</summary>
    public static double Step(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double[] nice = [1, 2, 2.5, 5, 10];
        return nice.First(n => n * power >= least * (1 - 1e-9)) * power;
    }

    /// <summary>All multiples of the step from low to high, both included.</summary>
    public static IReadOnlyList<decimal> Between(double low, double high, double step)
    {
        var exact = (decimal)step;
        var (first, last) = ((long)Math.Ceiling(low / step - 1e-9), (long)Math.Floor(high / step + 1e-9));
        return [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => (first + i) * exact)];
    }
}
