namespace RevenueBot.Alerts;

/// <summary>
/// When to try again: exponential with full jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/),
/// never before the platform allows it, never beyond the age at which the message has lost its worth.
/// </summary>
/// <param name="First">Upper bound of the first wait; it doubles with every attempt.</param>
/// <param name="Cap">Upper bound of any wait that the platform did not ask for.</param>
/// <param name="MaxAge">Time from the first attempt after which no new attempt begins.</param>
public sealed record RetrySchedule(TimeSpan First, TimeSpan Cap, TimeSpan MaxAge)
{
    /// <summary>True where delivering twice is harmless, so that an unknown outcome is tried again.</summary>
    public bool RepeatsUnknown { get; init; }

    /// <summary>The wait before the next attempt, or null to stop.</summary>
    /// <param name="attempts">Attempts made so far, at least 1.</param>
    /// <param name="age">Time since the first attempt began.</param>
    /// <param name="chance">A random number in [0, 1): the jitter.</param>
    public TimeSpan? Next(DeliveryOutcome outcome, int attempts, TimeSpan age, double chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        TimeSpan? wait = outcome switch
        {
            DeliveryOutcome.RetryAfter { Delay: { } asked } => asked + (First * chance),
            DeliveryOutcome.RetryAfter => Ceiling(attempts) * chance,
            DeliveryOutcome.Unknown when RepeatsUnknown => Ceiling(attempts) * chance,
            _ => null,
        };
        return wait + age > MaxAge ? null : wait;
    }

    private TimeSpan Ceiling(int attempts)
    {
        // 2^20 firsts exceed any cap in use; a larger power would overflow.
        var grown = First * Math.Pow(2, Math.Min(attempts - 1, 20));
        return grown < Cap ? grown : Cap;
    }
}
