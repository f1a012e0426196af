namespace RevenueBot.Metrics.Storage;

/// <summary>A message of a source that waits to be applied.</summary>
/// <param name="Failures">How often it has failed by its own fault. A claim that a killed worker left is no failure.</param>
/// <param name="FailingSince">Since when it cannot be applied, by whatever fault; null: it has not failed.</param>
public sealed record InboxMessage(string Source, string EventId, DateTimeOffset ReceivedAt, byte[] Body, int Failures, DateTimeOffset? FailingSince)
{
    public InboxKey Key => new(Source, EventId);
}

/// <summary>A message could not be applied.</summary>
/// <param name="Error">One sentence without customer data.</param>
/// <param name="IsItsOwn">The message is at fault, and not what it needs to be applied.</param>
/// <param name="RetryAt">Null: it is dead and waits for a person.</param>
public sealed record InboxFailure(string Error, bool IsItsOwn, DateTimeOffset? RetryAt);

/// <summary>What a source's inbox holds besides what was applied.</summary>
/// <param name="FailingSince">Since when the oldest of the waiting messages fails, and by which error; null: none does.</param>
public sealed record InboxCount(long Waiting, long Dead, DateTimeOffset? FailingSince = null, string? Error = null);

/// <summary>The messages of a source that have not been applied yet.</summary>
/// <param name="Oldest">When the first of them was received.</param>
public sealed record InboxWaiting(string Source, long Waiting, DateTimeOffset Oldest);
