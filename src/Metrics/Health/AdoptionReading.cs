using RevenueBot.Metrics.Plans;

namespace RevenueBot.Metrics.Health;

/// <summary>Compares a customer's usage with what its plans offer.</summary>
internal static class AdoptionReading
{
    private const int FeatureWindow = 56, DaysInUse = 2;
    private const decimal CapacityDays = 28;

    /// <summary>Null: its plans name no feature that is measured, and no limit.</summary>
    public static AdoptionSignals? Of(IReadOnlyList<UsageTrace> usage, IReadOnlyList<(PlanTerms Plan, decimal CycleDays)> plans, HealthMoment moment, int shift, bool isNow)
    {
        var features = plans.SelectMany(plan => plan.Plan.Features).Distinct(StringComparer.OrdinalIgnoreCase).Where(moment.Metrics.Contains).ToList();
        var unused = features.Where(feature => UsageReading.Count(DaysOf(usage, feature) >> shift, 0, FeatureWindow) < DaysInUse).ToList();
        var limits = plans.SelectMany(plan => plan.Plan.Limits, (plan, limit) => (Metric: limit.Key, Allowed: limit.Value * CapacityDays / plan.CycleDays))
            .GroupBy(limit => limit.Metric, StringComparer.OrdinalIgnoreCase)
            .Select(limit => (Metric: limit.Key, Share: QuantityOf(usage, limit.Key, isNow) / limit.Sum(part => part.Allowed)))
            .OrderByDescending(limit => limit.Share).ThenBy(limit => limit.Metric, StringComparer.Ordinal).ToList();
        if (features.Count == 0 && limits.Count == 0) return null;
        return limits.Count == 0 ? new AdoptionSignals(features.Count, unused, null, 0) : new AdoptionSignals(features.Count, unused, limits[0].Metric, ComponentScore.Exact(limits[0].Share));
    }

    private static UInt128 DaysOf(IReadOnlyList<UsageTrace> usage, string metric) =>
        usage.Where(row => Is(row, metric)).Aggregate(UInt128.Zero, (days, row) => days | row.Days);

    private static decimal QuantityOf(IReadOnlyList<UsageTrace> usage, string metric, bool isNow) =>
        usage.Where(row => Is(row, metric)).Sum(row => isNow ? row.Quantity : row.QuantityBefore);

    private static bool Is(UsageTrace row, string metric) => row.Metric.Equals(metric, StringComparison.OrdinalIgnoreCase);
}
