using RevenueBot.Metrics.Ratios;

namespace RevenueBot.Metrics.Segmentation;

/// <summary>How likely customers leave, by how many did: under 2% a month, under 5%, more.</summary>
public enum ChurnRisk { Low, Medium, High }

/// <summary>What the churn of a segment says (<see cref="LtvEstimate"/>).</summary>
/// <param name="Value">Lifetime value in micro-units; null with its reason in <paramref name="Why"/>.</param>
/// <param name="Low">Lower end of its 80% range.</param>
/// <param name="High">Upper end of its 80% range.</param>
/// <param name="MonthlyChurn">Mean monthly logo churn of six whole months as a fraction; null where nobody was there.</param>
public sealed record SegmentLifetime(long? Value, long? Low, long? High, Undefined? Why, decimal? MonthlyChurn)
{
    public static SegmentLifetime Of(LtvEstimate estimate) => new(estimate.Value.Rounded, estimate.Low, estimate.High, estimate.Value.Why, estimate.MeanChurn);
}

/// <summary>One segment on a day. Money is in micro-units of the reporting currency.</summary>
/// <param name="Customers">Who pays or is in a trial.</param>
/// <param name="CustomerMonths">Customers who were in the segment and paid at the start of a month, over six whole months.</param>
/// <param name="Left">How many of them did not pay at its end, the paused included.</param>
public sealed record SegmentRow(string Segment, string Action, int Customers, int Paying, long Mrr, int CustomerMonths, int Left, SegmentLifetime Lifetime)
{
    private const decimal MediumFrom = 0.02m, HighFrom = 0.05m;
    private const int FewestCustomerMonths = 30;

    public int Trials => Customers - Paying;

    /// <summary>ARPA of the segment: MRR per paying customer; null where none pays.</summary>
    public long? Arpu => RevenueRatios.Arpa(Mrr, Paying).Rounded;

    /// <summary>Observed, not predicted; null for fewer than 30 customer-months, which tell nothing.</summary>
    public ChurnRisk? Risk => CustomerMonths < FewestCustomerMonths ? null
        : Lifetime.MonthlyChurn >= HighFrom ? ChurnRisk.High : Lifetime.MonthlyChurn >= MediumFrom ? ChurnRisk.Medium : ChurnRisk.Low;
}
