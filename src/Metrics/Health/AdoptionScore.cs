namespace RevenueBot.Metrics.Health;

/// <summary>
/// Feature adoption, 0 to 25. <b>Features</b> (15): measured features of the plan in use, full from 60% of them; a feature is in use with two days in eight
/// weeks. <b>Capacity</b> (10): of the limit that is used most, full from half of it in four weeks. Where the plan has only one of the two, it counts alone.
/// </summary>
public static class AdoptionScore
{
    private const decimal FullFeatures = 0.6m, FullCapacity = 0.5m, FeaturesWeight = 15, CapacityWeight = 10;
    private const int MostNamed = 3;

    public static ComponentScore Of(AdoptionSignals? signals)
    {
        if (signals is null) return ComponentScore.Unknown(HealthComponent.Adoption, "no features or limits to measure");
        List<(HealthPartKind, decimal, decimal, string)> shares = [];
        var used = signals.Features - signals.Unused.Count;
        if (signals.Features > 0) shares.Add((HealthPartKind.Features, FeaturesWeight, (decimal)used / signals.Features / FullFeatures, FeaturesFact(signals, used)));
        if (signals.LimitMetric is { } metric)
            shares.Add((HealthPartKind.Capacity, CapacityWeight, signals.LimitShare / FullCapacity, $"{FactWords.Percent(signals.LimitShare)} of the plan's {FactWords.Named(metric)} used in 28 days"));
        return ComponentScore.OfShares(HealthComponent.Adoption, shares);
    }

    private static string FeaturesFact(AdoptionSignals signals, int used)
    {
        var fact = $"{used} of {FactWords.Counted(signals.Features, "feature")} of the plan in use";
        if (signals.Unused.Count == 0) return fact;
        var more = signals.Unused.Count - MostNamed;
        return $"{fact}, not {string.Join(", ", signals.Unused.Take(MostNamed).Select(FactWords.Named))}{(more > 0 ? $" and {FactWords.Counted(more, "other")}" : "")}";
    }
}
