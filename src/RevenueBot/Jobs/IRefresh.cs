namespace RevenueBot.Jobs;

/// <summary>How often figures are computed ahead of questions.</summary>
internal enum Cadence { Minute, FiveMinutes, Hourly, Daily, Weekly }

/// <summary>
/// Figures that are computed ahead of questions. Safe to run twice, at any time, on several replicas: it replaces what was there.
/// </summary>
internal interface IRefresh
{
    string Name { get; }

    Cadence Cadence { get; }

    /// <summary>Whether it computes what a late fact changes: then it is also due soon after one, and not only the next night.</summary>
    bool FollowsLateFacts => Cadence == Cadence.Daily;

    /// <param name="at">The moment the figures are to speak of.</param>
    Task RunAsync(DateTimeOffset at, CancellationToken cancel);
}
