using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Stripe;

/// <summary>What a snapshot of a subscription adds to what is known, and what it takes back.</summary>
internal sealed record SnapshotChange(IReadOnlyList<SubscriptionEvent> Add, IReadOnlyList<Withdrawal> Withdraw)
{
    public static SnapshotChange Nothing { get; } = new([], []);
}

/// <summary>
/// Fits one snapshot, which names all items of a subscription, between the ones already known. The result does not depend
/// on the order in which snapshots arrive.
/// </summary>
internal static class SnapshotMerge
{
    /// <param name="snapshot">Projected facts of one snapshot; all of one moment.</param>
    /// <param name="known">Standing facts of the same subscription.</param>
    public static SnapshotChange Fit(IReadOnlyList<SubscriptionEvent> snapshot, IEnumerable<SubscriptionEvent> known)
    {
        if (snapshot.Count == 0) return SnapshotChange.Nothing;
        SubscriptionEvent[] seen = [.. known.Where(IsDirect)];
        var end = seen.Where(IsEnd).Select(fact => (DateTimeOffset?)fact.EffectiveAt).Min();
        if (!IsEnd(snapshot[0]) && snapshot[0].EffectiveAt >= end) return SnapshotChange.Nothing; // what is over never comes back
        return new SnapshotChange([.. snapshot, .. RemovedNow(snapshot, seen), .. RemovedNext(snapshot, seen)], IsEnd(snapshot[0]) ? After(snapshot[0], seen) : []);
    }

    /// <summary>True where another state is known for the very second of this one, so that their order is a guess.</summary>
    public static bool Conflicts(IReadOnlyList<SubscriptionEvent> snapshot, IEnumerable<SubscriptionEvent> known) => known.Any(fact =>
        IsDirect(fact) && snapshot.Any(own => own.ItemId == fact.ItemId && KeyOf(own) == KeyOf(fact) && own.EventId != fact.EventId));

    /// <summary>Seen in an event or an answer, not worked out from invoices.</summary>
    internal static bool IsDirect(SubscriptionEvent fact) => !fact.EventId.StartsWith(StripeHistory.Prefix, StringComparison.Ordinal);

    private static bool IsEnd(SubscriptionEvent fact) => fact.Sequence == (long)StripeOrder.Deleted;

    private static (DateTimeOffset, long) KeyOf(SubscriptionEvent fact) => (fact.EffectiveAt, fact.Sequence);

    /// <summary>Items that the snapshot before still had.</summary>
    private static IEnumerable<SubscriptionEvent> RemovedNow(IReadOnlyList<SubscriptionEvent> snapshot, SubscriptionEvent[] seen)
    {
        var at = KeyOf(snapshot[0]);
        var before = seen.Where(fact => KeyOf(fact).CompareTo(at) < 0).GroupBy(KeyOf).MaxBy(group => group.Key);
        return Living(before).ExceptBy(snapshot.Select(fact => fact.ItemId), fact => fact.ItemId).Select(fact => StripeProjection.Removal(fact, ObservationOf(snapshot[0])));
    }

    /// <summary>Items of this snapshot that the one after, which came earlier, no longer has.</summary>
    private static IEnumerable<SubscriptionEvent> RemovedNext(IReadOnlyList<SubscriptionEvent> snapshot, SubscriptionEvent[] seen)
    {
        var at = KeyOf(snapshot[0]);
        var after = seen.Where(fact => KeyOf(fact).CompareTo(at) > 0).GroupBy(KeyOf).MinBy(group => group.Key);
        if (after is null) return [];
        return Living(snapshot).ExceptBy(after.Select(fact => fact.ItemId), fact => fact.ItemId).Select(fact => StripeProjection.Removal(fact, ObservationOf(after.First())));
    }

    /// <summary>States later than the end can only be late or out of order.</summary>
    private static IReadOnlyList<Withdrawal> After(SubscriptionEvent end, SubscriptionEvent[] seen) =>
        [.. seen.Where(fact => fact.EffectiveAt > end.EffectiveAt && !IsEnd(fact)).Select(fact => new Withdrawal(FactSource.Stripe, fact.EventId))];

    private static IEnumerable<SubscriptionEvent> Living(IEnumerable<SubscriptionEvent>? facts) =>
        (facts ?? []).Where(fact => fact.Status != SubscriptionStatus.Canceled);

    private static Observation ObservationOf(SubscriptionEvent fact) => new(fact.EffectiveAt, (StripeOrder)fact.Sequence);
}
