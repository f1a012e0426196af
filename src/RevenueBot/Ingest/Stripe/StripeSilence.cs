namespace RevenueBot.Ingest.Stripe;

/// <summary>
/// Whether Stripe has stopped answering. Events ask for single objects one after the other: in an outage each of them would sit
/// through every try, and those that need nothing from Stripe would wait behind them. So one try a minute finds out.
/// </summary>
internal sealed class StripeSilence(TimeProvider time)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private DateTimeOffset? _askAgainAt;

    /// <summary>How often a single object may be asked for now; 0: not at all.</summary>
    public int TriesNow()
    {
        lock (_lock)
        {
            if (_askAgainAt is not { } again) return StripeRetry.MaxTries;
            if (time.GetUtcNow() < again) return 0;
            _askAgainAt = time.GetUtcNow() + Between; // others need not find out the same meanwhile
            return 1;
        }
    }

    public void Began()
    {
        lock (_lock) _askAgainAt = time.GetUtcNow() + Between;
    }

    public void Ended()
    {
        lock (_lock) _askAgainAt = null;
    }
}
