using RevenueBot.Metrics.Churn.Features;
using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Churn;

/// <summary>What was knowable of a paying customer on a day.</summary>
/// <param name="Day">The local day of the moment it was read at.</param>
/// <param name="Values">By <see cref="ChurnFeatures.All"/>; NaN where it is not known.</param>
public sealed record ChurnReading(string CustomerId, DateOnly Day, double[] Values)
{
    /// <summary>MRR in micro-units of the reporting currency.</summary>
    public long Mrr { get; init; }

    /// <summary>An end is already set. It is no feature: such a customer is no row to learn from, since what it does from then on tells of the click.</summary>
    public bool CancelScheduled { get; init; }

    public HealthBand Band { get; init; }

    /// <summary>Null: the customer does not pay at the moment. Facts after the moment change nothing of it.</summary>
    public static ChurnReading? Of(ChurnTrace trace, HealthMoments moments, ChurnRules rules)
    {
        var health = HealthReading.Of(trace.Facts, moments, rules.Health);
        if (health.Terms.Stage != CustomerStage.Paying) return null;
        ChurnInputs inputs = new(trace, health, moments, rules);
        return new(trace.Facts.CustomerId, moments.Now.Today, [.. ChurnFeatures.All.Select(feature => feature.Read(inputs))])
        {
            Mrr = health.Terms.MrrAt(rules.Rates, moments.Now.Today), CancelScheduled = health.Terms.CancelScheduled,
            Band = health.Signals is { } signals ? HealthScore.Of(signals).Band : HealthBand.InsufficientData,
        };
    }

    public double this[string feature] => Values[ChurnFeatures.IndexOf(feature)];
}
