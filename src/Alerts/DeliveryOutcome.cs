namespace RevenueBot.Alerts;

/// <summary>
/// What became of one attempt to deliver something. Each adapter classifies its own platform's replies into this; whoever
/// retries never looks at a status code.
/// </summary>
public abstract record DeliveryOutcome
{
    private DeliveryOutcome() { }

    /// <summary>The platform confirmed it.</summary>
    /// <param name="Reference">The platform's name for what was created (a message's ts, an activity id); null where it gives none.</param>
    public sealed record Sent(string? Reference = null) : DeliveryOutcome;

    /// <summary>Nothing was delivered; another attempt may succeed.</summary>
    /// <param name="Reason">The platform's own word, for the log: never a secret, never customer data.</param>
    /// <param name="Delay">How long the platform asks to wait; null where it does not say.</param>
    public sealed record RetryAfter(string Reason, TimeSpan? Delay = null) : DeliveryOutcome;

    /// <summary>Nothing was delivered and repeating the same will not help.</summary>
    /// <param name="Reason">The platform's own word.</param>
    /// <param name="Advice">One plain sentence: what to do about it.</param>
    public sealed record Permanent(string Reason, string Advice) : DeliveryOutcome;

    /// <summary>What was to be edited is no longer there, or cannot be edited any more: only a new message can say it.</summary>
    public sealed record Gone(string Reason) : DeliveryOutcome;

    /// <summary>It may have been delivered: the answer was lost. Repeat only what is harmless twice.</summary>
    public sealed record Unknown(string Reason) : DeliveryOutcome;

    public bool IsSent => this is Sent;

    /// <summary>The platform's word for what went wrong; null when sent.</summary>
    public string? Problem => this switch
    {
        RetryAfter r => r.Reason,
        Permanent p => p.Reason,
        Unknown u => u.Reason,
        Gone g => g.Reason,
        _ => null,
    };
}
