namespace RevenueBot.Metrics.Payments;

/// <summary>What has become of a payment that failed.</summary>
public enum FailedState
{
    /// <summary>A later try of the same subscription succeeded.</summary>
    Recovered = 0,

    /// <summary>Not paid, and its subscription still counts in MRR: it is in dunning.</summary>
    Open = 1,

    /// <summary>Not paid, and its subscription counts no longer.</summary>
    Lost = 2,
}

/// <summary>
/// A payment that failed: the tries of one subscription, or of a customer's payments that name none, without a success between them.
/// However often it was tried, it is one.
/// </summary>
/// <param name="AmountMinor">What the first try asked for, with tax.</param>
/// <param name="Since">The first try.</param>
/// <param name="Reason">Why the last try failed, as the source says it; null: it does not say.</param>
/// <param name="PaidAt">The first success after it; null: none so far.</param>
/// <param name="Counts">Whether the subscription has MRR now.</param>
public sealed record FailedPayment(
    string CustomerId, string? SubscriptionId, Currency Currency, long AmountMinor, long TaxMinor, DateTimeOffset Since, DateTimeOffset LastTry, int Tries, string? Reason, DateTimeOffset? PaidAt, bool Counts)
{
    public FailedState State => PaidAt is not null ? FailedState.Recovered : Counts ? FailedState.Open : FailedState.Lost;

    /// <summary>Micro-units of its currency, without tax.</summary>
    public long NetMicros => (AmountMinor - TaxMinor) * Currency.MicrosPerMinor;

    /// <summary>Micro-units of its currency, with tax: what the customer owes.</summary>
    public long OwedMicros => AmountMinor * Currency.MicrosPerMinor;

    /// <summary>From the first try to the success; null where there was none.</summary>
    public TimeSpan? TimeToPay => PaidAt - Since;
}
