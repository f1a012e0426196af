namespace RevenueBot.Alerts.Dispatch;

/// <summary>How patient the dispatcher is.</summary>
public sealed record DispatchOptions
{
    /// <summary>After so long an attempt has lost its dispatcher. Longer than any platform may take to answer.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Between two messages to one destination (https://docs.slack.dev/apis/web-api/rate-limits: one a second and channel).</summary>
    public TimeSpan Spacing { get; init; } = TimeSpan.FromMilliseconds(1_100);

    /// <summary>Where nothing is due, for so long nobody looks again.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A request whose answer was lost may still be on its way for so long; only then is it worth looking.</summary>
    public TimeSpan LookAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After so many attempts an adapter that throws, against its word, is given up: nothing behind it waits longer.</summary>
    public int MostThrown { get; init; } = 5;

    /// <summary>What could not be posted for so long is told in one summary with what shares its fate.</summary>
    public TimeSpan SummariseAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>After a day it is given up and kept as a dead letter.</summary>
    public RetrySchedule Schedule { get; init; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(24));
}
