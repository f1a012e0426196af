namespace RevenueBot.Metrics.Health;

/// <summary>What a score asks for. Numbers are stored.</summary>
public enum HealthBand : short
{
    /// <summary>Less than half of what a score is made of is known; never read as a high risk.</summary>
    InsufficientData = 0,

    /// <summary>Below 30.</summary>
    High = 1,

    /// <summary>30 to 60, both inclusive.</summary>
    Medium = 2,

    /// <summary>Above 60.</summary>
    Healthy = 3,
}

/// <summary>The scale of health: 0 to 100, its two boundaries, and how a score is shown.</summary>
public static class HealthScale
{
    public const decimal HighBelow = 30, HealthyAbove = 60;

    /// <summary>Share of the components' maximum that must be known for a score.</summary>
    public const decimal LeastCoverage = 0.5m;

    /// <summary>Band of an unrounded score. Null: insufficient data.</summary>
    public static HealthBand BandOf(decimal? score) => score switch
    {
        null => HealthBand.InsufficientData,
        < HighBelow => HealthBand.High,
        <= HealthyAbove => HealthBand.Medium,
        _ => HealthBand.Healthy,
    };

    /// <summary>
    /// A score as it is shown: whole, half away from zero; nearer than 1 to a boundary with one decimal, rounded away from the boundary, so
    /// that it never contradicts its band (29.96 is shown as 29.9, 60.04 as 60.1, and 30 as 30).
    /// </summary>
    public static decimal Shown(decimal score)
    {
        foreach (var boundary in (ReadOnlySpan<decimal>)[HighBelow, HealthyAbove])
            if (Math.Abs(score - boundary) < 1) return score < boundary ? Math.Floor(score * 10) / 10 : Math.Ceiling(score * 10) / 10;
        return Math.Round(score, MidpointRounding.AwayFromZero);
    }
}
