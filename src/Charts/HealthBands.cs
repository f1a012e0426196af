namespace RevenueBot.Charts;

/// <summary>How all customers do: how many of them, with how much MRR, are in each band of health.</summary>
public sealed record HealthBands
{
    /// <summary>ISO 4217 code of all amounts, which are in major units.</summary>
    public required string Currency { get; init; }

    /// <summary>The day of all figures.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The day that they are compared with.</summary>
    public required DateOnly Before { get; init; }

    /// <summary>In the order in which they are to stand, each level once at most. Empty means no data.</summary>
    public required IReadOnlyList<HealthBand> Bands { get; init; }
}

/// <summary>One band.</summary>
/// <param name="Customers">Customers in it.</param>
/// <param name="Mrr">Their MRR in major units.</param>
/// <param name="CustomersBefore">Customers in it on the day before that is compared with; null where that is not known.</param>
public sealed record HealthBand(HealthLevel Level, int Customers, decimal Mrr, int? CustomersBefore = null);

/// <summary>The bands of a health score of 0 to 100.</summary>
public enum HealthLevel
{
    /// <summary>Below 30.</summary>
    HighRisk,

    /// <summary>30 to 60.</summary>
    Medium,

    /// <summary>Above 60.</summary>
    Healthy,

    /// <summary>Less than half of what a score is made of is known.</summary>
    TooLittleData,
}
