namespace RevenueBot.Jobs;

/// <summary>How often figures are computed ahead of questions.</summary>
internal enum Cadence { FiveMinutes, Hourly, Daily, Weekly }

/// <summary>
/// Figures that are computed ahead of questions. Safe to run twice, at any time, on several replicas: it replaces what was there.
/// </summary>
internal interface IRefresh
{
    string Name { get; }

    Cadence Cadence { get; }

    /// <param name="at">The moment the figures are to speak of.</param>
    Task RunAsync(DateTimeOffset at, CancellationToken cancel);
}
