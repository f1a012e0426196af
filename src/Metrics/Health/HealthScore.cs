namespace RevenueBot.Metrics.Health;

/// <summary>How well a customer does at an instant, with all that it is made of.</summary>
/// <param name="Value">0 to 100, unrounded; null where less than half is known (<see cref="HealthScale.LeastCoverage"/>).</param>
/// <param name="Coverage">Share of the 100 points whose input is known, 0 to 1.</param>
/// <param name="Components">All four, in the order of <see cref="HealthComponent"/>.</param>
public sealed record HealthScore(decimal? Value, decimal Coverage, IReadOnlyList<ComponentScore> Components)
{
    public HealthBand Band => HealthScale.BandOf(Value);

    /// <summary>
    /// Adds up what is known; a missing input rescales the rest: usage 15 of 30 and support 20 of 20 alone are 35 of 50, so 70 of 100.
    /// </summary>
    public static HealthScore Of(HealthSignals signals)
    {
        IReadOnlyList<ComponentScore> components =
            [UsageScore.Of(signals.Usage), AdoptionScore.Of(signals.Adoption), SupportScore.Of(signals.Support), PaymentScore.Of(signals.Payments)];
        var known = components.Where(component => component.Points is not null).ToList();
        var max = known.Sum(component => component.Max);
        var coverage = max / 100m;
        return new(coverage < HealthScale.LeastCoverage ? null : ComponentScore.Exact(known.Sum(component => component.Points!.Value) * 100 / max), coverage, components);
    }

    /// <summary>What holds the score down, the costliest first: at most so many facts.</summary>
    public IReadOnlyList<HealthPart> Reasons(int most) =>
        [.. Components.SelectMany(component => component.Parts).Where(part => part.Lost >= 1).OrderByDescending(part => part.Lost).ThenBy(part => part.Kind).Take(most)];
}
