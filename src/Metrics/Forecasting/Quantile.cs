namespace RevenueBot.Metrics.Forecasting;

/// <summary>Half widths of central intervals, in standard deviations.</summary>
internal static class Quantile
{
    /// <summary>Of the normal distribution: 80% of it lies within.</summary>
    public const double Normal80 = 1.2815515655446004;

    public const double Normal95 = 1.959963984540054;

    private static readonly double[] _student80 = [3.0776835371752527, 1.8856180831641267, 1.6377443536962095, 1.5332062740589438];
    private static readonly double[] _student95 = [12.706204736174698, 4.302652729749464, 3.182446305283709, 2.7764451051977934];

    /// <summary>
    /// Of Student's t, for a spread that is itself estimated. From 5 degrees on by the expansion of Cornish and Fisher, which is exact to
    /// three digits there.
    /// </summary>
    /// <param name="degrees">Below 1 is taken as 1.</param>
    public static (double Half80, double Half95) Student(int degrees)
    {
        var known = Math.Max(degrees, 1);
        return known <= _student80.Length ? (_student80[known - 1], _student95[known - 1]) : (Expanded(Normal80, known), Expanded(Normal95, known));
    }

    /// <summary>The share of the normal distribution below a number of deviations (Abramowitz and Stegun 26.2.17, to 7 digits).</summary>
    public static double NormalShare(double deviations)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(deviations)));
        var polynomial = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        var above = Math.Exp(-deviations * deviations / 2) / Math.Sqrt(2 * Math.PI) * polynomial;
        return deviations > 0 ? 1 - above : above;
    }

    private static double Expanded(double z, double degrees)
    {
        var square = z * z;
        var first = z * (square + 1) / 4;
        var second = z * ((5 * square * square) + (16 * square) + 3) / 96;
        var third = z * ((3 * square * square * square) + (19 * square * square) + (17 * square) - 15) / 384;
        return z + ((first + ((second + (third / degrees)) / degrees)) / degrees);
    }
}
