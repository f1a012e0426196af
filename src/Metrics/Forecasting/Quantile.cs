namespace RevenueBot.Metrics.Forecasting;

/// <summary>Half widths of central intervals, in standard deviations.</summary>
internal static class Quantile
{
    /// <summary>Of the normal distribution: 80% of it lies within.</summary>
    public const double Normal80 = 1.2815515655446004;

    public const double Normal95 = 1.959963984540054;

    // Student's t with 1 to 4 degrees of freedom, for histories too short for a model.
    private static readonly double[] _student80 = [3.0776835371752527, 1.8856180831641267, 1.6377443536962095, 1.5332062740589438];
    private static readonly double[] _student95 = [12.706204736174698, 4.302652729749464, 3.182446305283709, 2.7764451051977934];

    /// <param name="degrees">1 to 4.</param>
    public static (double Half80, double Half95) Student(int degrees) => (_student80[degrees - 1], _student95[degrees - 1]);
}
