namespace RevenueBot.Metrics.Forecasting.Mrr;

/// <summary>What is supposed of the months ahead, in place of what the past says of them. Each is a change, and 0 where nothing is supposed.</summary>
/// <param name="ChurnPoints">Percentage points of MRR that leave a month beyond those expected.</param>
/// <param name="SalesPercent">By how much the MRR that is gained a month changes: new, reactivated and resumed, at the prices of today.</param>
/// <param name="PricePercent">By how much prices change, for customers who are there and for new ones: see <see cref="NewPrices"/>.</param>
public readonly record struct Suppositions(decimal ChurnPoints = 0, decimal SalesPercent = 0, decimal PricePercent = 0)
{
    /// <summary>As far as a change can be supposed, up or down, in percentage points of churn.</summary>
    public const decimal MostPoints = 100;

    /// <summary>Nothing is sold, or paid.</summary>
    public const decimal LeastPercent = -100;

    public const decimal MostPercent = 1_000;

    public bool IsNothing => this == default;

    /// <summary>Both together; null where they suppose something of the same.</summary>
    public Suppositions? And(Suppositions other) =>
        (ChurnPoints != 0 && other.ChurnPoints != 0) || (SalesPercent != 0 && other.SalesPercent != 0) || (PricePercent != 0 && other.PricePercent != 0) ? null
            : new(ChurnPoints + other.ChurnPoints, SalesPercent + other.SalesPercent, PricePercent + other.PricePercent);
}
