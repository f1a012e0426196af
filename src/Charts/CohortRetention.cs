using RevenueBot.Charts.Cohorts;

namespace RevenueBot.Charts;

/// <summary>What monthly cohorts of new customers keep, for the heatmap and the retention curves.</summary>
public sealed record CohortRetention
{
    /// <summary>What is counted.</summary>
    public required RetentionKind Kind { get; init; }

    /// <summary>ISO 4217 code of all amounts in major units; not needed where customers are counted.</summary>
    public string? Currency { get; init; }

    /// <summary>Oldest first. The heatmap shows the newest 12. Empty means that there is no data yet.</summary>
    public required IReadOnlyList<CohortRow> Cohorts { get; init; }

    /// <summary>The share that all cohorts together keep, by months since the first payment, from 0; the bold line. A projection follows its last month.</summary>
    public IReadOnlyList<decimal> Together => CohortTable.Of(this).Chain;
}

/// <summary>What of a cohort is counted month by month.</summary>
public enum RetentionKind
{
    /// <summary>Customers who still pay.</summary>
    Customers,

    /// <summary>Their MRR, expansion included; it can grow above what the cohort began with.</summary>
    NetRevenue,

    /// <summary>Their MRR without expansion.</summary>
    GrossRevenue,
}

/// <summary>The customers who first paid in one month.</summary>
/// <param name="Month">Any day of that month.</param>
/// <param name="Size">What the cohort began with: customers, or MRR in major units. Zero is a month without new customers.</param>
/// <param name="Kept">What is left of it at the end of each month from the first on; months of the future are left out.</param>
/// <param name="LastIsPart">True when the last of the months is not over yet.</param>
public sealed record CohortRow(DateOnly Month, decimal Size, IReadOnlyList<decimal> Kept, bool LastIsPart);
