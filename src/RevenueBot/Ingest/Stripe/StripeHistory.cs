using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Stripe;

/// <summary>
/// The past of a subscription. Stripe shows only its present state, so what it was is read from its invoices.
/// </summary>
internal static class StripeHistory
{
    /// <summary>Event ids of reconstructed facts begin with this, so that a later run can take them back.</summary>
    internal const string Prefix = "history/";

    /// <summary>
    /// The states of every item before the first direct observation. Renewal lines give price, quantity and discounts of
    /// their period; the positive line of a proration gives the instant and the target of a change, a credit alone the
    /// instant of a removal.
    /// </summary>
    /// <remarks>
    /// What invoices cannot tell is dated late, never early: a change without proration at the next renewal; a pause at the
    /// first invoice that it left unpaid and its end at the next normal one; a discount that was taken off at the first
    /// renewal without it; anything since the last invoice at the observation itself. A
    /// discount that came and went between two invoices lowered nothing that was billed, and leaves no trace.
    /// </remarks>
    public static IReadOnlyList<SubscriptionEvent> Reconstruct(HistoryInput input)
    {
        if (input.Subscription.Status is SubscriptionStatus.Incomplete or SubscriptionStatus.IncompleteExpired) return [];
        var anchors = HistoryAnchors.Read(input);
        var present = StripeProjection.Project(input.Subscription, new Observation(input.ObservedAt, StripeOrder.History), input.References, []);
        var status = HistoryStatus.Read(input, anchors.Values.SelectMany(item => item));
        return [.. anchors.Keys.Union(present.Select(item => item.ItemId))
            .SelectMany(id => new ItemHistory(input, status, anchors.GetValueOrDefault(id, []), present.FirstOrDefault(item => item.ItemId == id)).Read())];
    }
}
