namespace RevenueBot.Metrics.Restating;

/// <summary>A closing that was told and is now another, in micro-units of the reporting currency.</summary>
/// <param name="Day">Whose closing it is: the last day of a month, or the last day that was over when it was told.</param>
/// <param name="IsMonth">It is a month's.</param>
/// <param name="Largest">What changed it in its own days, largest first.</param>
/// <param name="Others">How many changes beyond those there are, and their sum.</param>
public sealed record Restatement(DateOnly Day, bool IsMonth, long Old, long New, IReadOnlyList<RestatedBy> Largest, (int Count, long Amount) Others)
{
    /// <summary>Exchange rates that changed, of this closing and the days before it in its month.</summary>
    public IReadOnlyList<RateChange> Rates { get; init; } = [];
}

/// <summary>One late change, in micro-units of the reporting currency at the rate of its day.</summary>
public sealed record RestatedBy(MovementKind Kind, DateOnly Day, long Amount, int Customers, DateTimeOffset ArrivedAt)
{
    /// <summary>
    /// It goes against its kind, such as a downgrade that adds: an earlier word about such a movement is taken back, in whole or in part.
    /// </summary>
    public bool Corrects => Kind is MovementKind.Contraction or MovementKind.Churn or MovementKind.Paused ? Amount > 0 : Amount < 0;
}
