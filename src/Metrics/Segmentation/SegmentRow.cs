namespace RevenueBot.Metrics.Segmentation;

/// <summary>How likely customers leave, by how many did: under 2% a month, under 5%, more.</summary>
public enum ChurnRisk { Low, Medium, High }

/// <summary>Why a segment has no lifetime value.</summary>
public enum NoLifetime { NobodyPays, NoChurn, TooFewChurns }

/// <summary>One segment on a day. Money is in micro-units of the reporting currency.</summary>
/// <param name="Customers">Who pays or is in a trial.</param>
/// <param name="CustomerMonths">Customers who were in the segment and paid at the start of a month, over six whole months.</param>
/// <param name="Left">How many of them were gone at its end.</param>
public sealed record SegmentRow(string Segment, string Action, int Customers, int Paying, long Mrr, int CustomerMonths, int Left)
{
    private const decimal MediumFrom = 0.02m, HighFrom = 0.05m;
    private const int FewestCustomerMonths = 30;
    private const int FewestChurns = 10;
    private const int MostMonths = 60;

    public int Trials => Customers - Paying;

    /// <summary>MRR per customer, trials counted too; null without one.</summary>
    public long? Arpu => Customers == 0 ? null : decimal.ToInt64(Math.Round((decimal)Mrr / Customers, MidpointRounding.AwayFromZero));

    /// <summary>Share that left in a month, over six whole months together; null where nobody was there.</summary>
    public decimal? MonthlyChurn => CustomerMonths == 0 ? null : (decimal)Left / CustomerMonths;

    /// <summary>Observed, not predicted; null for fewer than 30 customer-months, which tell nothing.</summary>
    public ChurnRisk? Risk => CustomerMonths < FewestCustomerMonths ? null
        : MonthlyChurn >= HighFrom ? ChurnRisk.High : MonthlyChurn >= MediumFrom ? ChurnRisk.Medium : ChurnRisk.Low;

    /// <summary>Why <see cref="Ltv"/> is null.</summary>
    public NoLifetime? NoLtv => Mrr <= 0 ? NoLifetime.NobodyPays : Left == 0 ? NoLifetime.NoChurn : Left < FewestChurns ? NoLifetime.TooFewChurns : null;

    /// <summary>ARPU × gross margin (100%) / the segment's own monthly churn, at most 60 months of ARPU (DEFINITIONS §4).</summary>
    public long? Ltv => NoLtv is not null || Arpu is not { } arpu ? null
        : decimal.ToInt64(Math.Round(arpu * Math.Min(MostMonths, (decimal)CustomerMonths / Left), MidpointRounding.AwayFromZero));
}
