using RevenueBot.Metrics.Churn.Learning.Boosting;

namespace RevenueBot.Metrics.Churn.Learning;

/// <summary>How to learn.</summary>
public sealed record LearnerOptions
{
    /// <summary>Rows of the rarer outcome below which nothing is learnt.</summary>
    public int FewestOutcomes { get; init; } = 20;

    /// <summary>
    /// With times: rows so much older than the checked ones are learnt from, no younger ones. An outcome within 90 days of its row needs 3
    /// months, or the check would know what was still to come.
    /// </summary>
    public int TimeGap { get; init; } = 1;

    /// <summary>How trees may be grown; null: as suits the number of rows.</summary>
    internal IReadOnlyList<BoostingPlan>? Plans { get; init; }
}
