namespace RevenueBot.Alerts.Dispatch;

/// <summary>How an attempt is remembered.</summary>
/// <param name="Error">The platform's own word for what went wrong; null where nothing did.</param>
public sealed record Ending(OutboxState State, string? Error = null)
{
    /// <summary>One plain sentence: what a person can do about it.</summary>
    public string? Advice { get; init; }

    /// <summary>When it is tried again.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Until when the destination is left in peace.</summary>
    public DateTimeOffset? PauseUntil { get; init; }

    /// <summary>Until when nobody looks whether an attempt of unknown outcome arrived.</summary>
    public DateTimeOffset? LookAt { get; init; }

    /// <summary>It may have arrived.</summary>
    public bool Uncertain { get; init; }

    /// <summary>What the posted message is called.</summary>
    public string? Reference { get; init; }

    /// <summary>The posted message is no longer there: the next attempt posts anew.</summary>
    public bool ForgetsReference { get; init; }

    internal object Arguments(Claim claim, DateTimeOffset at) => new
    {
        id = claim.Id, token = claim.Token, state = (short)State, uncertain = Uncertain, dueAt = DueAt?.UtcDateTime, lockedUntil = LookAt?.UtcDateTime,
        error = Error, advice = Advice, endedAt = State is OutboxState.Waiting or OutboxState.Sending ? (DateTime?)null : at.UtcDateTime,
    };
}
