namespace RevenueBot.Charts;

/// <summary>What the retention curves show.</summary>
public sealed record RetentionCurves
{
    /// <summary>The cohorts; months that are not over are not drawn.</summary>
    public required CohortRetention Retention { get; init; }

    /// <summary>Where the curve of all cohorts is expected to go; null draws what happened alone.</summary>
    public RetentionProjection? Projection { get; init; }
}

/// <summary>A projected curve.</summary>
/// <param name="Months">From the month after the last one that all cohorts together have lived through, without a hole.</param>
/// <param name="Model">How it was made, for the footer: "shifted beta-geometric fit".</param>
/// <param name="Customers">How many customers it was fitted on.</param>
public sealed record RetentionProjection(IReadOnlyList<ProjectedRetention> Months, string Model, int Customers);

/// <summary>One projected month with the intervals that hold it with a chance of 80% and 95%. Shares are fractions of 1.</summary>
/// <param name="Month">Months since the first payment.</param>
/// <param name="Share">The projected share.</param>
/// <param name="Band80">The 80% interval.</param>
/// <param name="Band95">The 95% interval; it holds the 80% one.</param>
public sealed record ProjectedRetention(int Month, decimal Share, Interval Band80, Interval Band95);
