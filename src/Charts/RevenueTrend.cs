namespace RevenueBot.Charts;

/// <summary>What the revenue trend shows. All amounts are in major units of one currency.</summary>
public sealed record RevenueTrend
{
    /// <summary>ISO 4217 code of all amounts, for example USD.</summary>
    public required string Currency { get; init; }

    /// <summary>Whole months, oldest first, without a hole; at most 24 are legible. Empty means that there is no data yet.</summary>
    public required IReadOnlyList<RevenueMonth> Months { get; init; }

    /// <summary>The running month, if it is to be shown; it follows the last whole month.</summary>
    public PartMonth? Part { get; init; }

    /// <summary>Projected month ends from the month after the last whole one; empty gives all the room to the past.</summary>
    public IReadOnlyList<ProjectedMonth> Projection { get; init; } = [];

    /// <summary>True lets the title speak of the projection rather than of the last month.</summary>
    public bool ProjectionIsTheFinding { get; init; }

    /// <summary>Events to flag on the line. Those outside the months shown are left out.</summary>
    public IReadOnlyList<Annotation> Annotations { get; init; } = [];
}

/// <summary>One whole month.</summary>
/// <param name="Month">Any day of the month.</param>
/// <param name="Total">MRR at the end of the month.</param>
/// <param name="Movements">What changed MRR within the month.</param>
public sealed record RevenueMonth(DateOnly Month, decimal Total, MonthMovements Movements);

/// <summary>MRR movements of one month. Gains are zero or more, losses zero or less; their sum is the month's net change.</summary>
public sealed record MonthMovements
{
    /// <summary>From new customers.</summary>
    public decimal New { get; init; }

    /// <summary>From more of the same customers.</summary>
    public decimal Expansion { get; init; }

    /// <summary>From customers who came back.</summary>
    public decimal Reactivation { get; init; }

    /// <summary>Resumed subscriptions and gains by exchange rates.</summary>
    public decimal OtherGains { get; init; }

    /// <summary>From less of the same customers.</summary>
    public decimal Contraction { get; init; }

    /// <summary>From customers who left.</summary>
    public decimal Churn { get; init; }

    /// <summary>Paused subscriptions and losses by exchange rates.</summary>
    public decimal OtherLosses { get; init; }

    /// <summary>The net change.</summary>
    public decimal Net => New + Expansion + Reactivation + OtherGains + Contraction + Churn + OtherLosses;
}

/// <summary>The running month so far.</summary>
/// <param name="Through">The last day that is counted; it also names the month.</param>
/// <param name="Movements">Movements from the 1st to that day.</param>
/// <param name="Total">MRR at the end of that day, drawn as a hollow dot; null leaves it out.</param>
public sealed record PartMonth(DateOnly Through, MonthMovements Movements, decimal? Total = null);

/// <summary>A projected month end with the intervals that hold it with a chance of 80% and 95%.</summary>
/// <param name="Month">Any day of the month.</param>
/// <param name="Total">The projected MRR.</param>
/// <param name="Band80">The 80% interval.</param>
/// <param name="Band95">The 95% interval; it holds the 80% one.</param>
public sealed record ProjectedMonth(DateOnly Month, decimal Total, Interval Band80, Interval Band95);

/// <summary>From low to high.</summary>
public readonly record struct Interval(decimal Low, decimal High);

/// <summary>An event: a launch, a campaign, a price change.</summary>
public sealed record Annotation(DateOnly Day, string Text);
