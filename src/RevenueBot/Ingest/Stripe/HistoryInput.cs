using RevenueBot.Metrics;

namespace RevenueBot.Ingest.Stripe;

/// <summary>All that is known about the past of one subscription.</summary>
/// <param name="Invoices">All its invoices with all lines, in any order.</param>
/// <param name="ObservedAt">From here on its states were seen directly; the past ends here.</param>
/// <param name="FailedPayments">When payments of its customer failed.</param>
internal sealed record HistoryInput(
    StripeSubscription Subscription, IReadOnlyList<StripeInvoice> Invoices, StripeReferences References, DateTimeOffset ObservedAt,
    IReadOnlyList<DateTimeOffset> FailedPayments)
{
    /// <summary>Where the past ends: the first direct observation, or the subscription's own end before it.</summary>
    public DateTimeOffset End => Subscription.EndedAt is { } ended && ended < ObservedAt ? ended : ObservedAt;

    public Currency Currency => Subscription.Currency;
}

/// <summary>A half-open span <c>[From, Until)</c>; no end: it lasts.</summary>
internal readonly record struct Span(DateTimeOffset From, DateTimeOffset? Until)
{
    public bool Contains(DateTimeOffset at) => From <= at && !(Until <= at);
}
