using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.AppDatabase;

/// <summary>
/// The application overwrites a subscription's row in every cycle, so a row is only its latest state. Each one seen becomes
/// an event of the moment it changed; how the subscription began is concluded from the first one that is seen, once: a
/// later conclusion has the same id and is ignored.
/// </summary>
internal static class SubscriptionHistory
{
    /// <summary>Trials that end without a payment are often closed by a nightly job.</summary>
    private static readonly TimeSpan _closingDelay = TimeSpan.FromDays(1);

    /// <param name="now">The row's state, effective when it changed.</param>
    public static IEnumerable<SubscriptionEvent> Of(AppRow row, SubscriptionEvent now)
    {
        var state = Dated(row, now);
        var created = row.Instant("CreatedAt") ?? state.EffectiveAt;
        if (created < state.EffectiveAt && state.Status is not SubscriptionStatus.Incomplete and not SubscriptionStatus.IncompleteExpired)
        {
            var begin = state with { Status = SubscriptionStatus.Active, CancelAtPeriodEnd = false, CurrentPeriodEnd = null };
            var hasTrial = state.TrialEnd > created;
            yield return begin with { EventId = $"{row.Id}:start", EffectiveAt = created, Status = hasTrial ? SubscriptionStatus.Trialing : SubscriptionStatus.Active };
            if (hasTrial && HasPaid(state)) yield return begin with { EventId = $"{row.Id}:converted", EffectiveAt = state.TrialEnd!.Value };
        }

        yield return state with { EventId = $"{row.Id}:{row.Instant("UpdatedAt")?.UtcTicks / TimeSpan.TicksPerMicrosecond}", Sequence = 1 };
    }

    /// <summary>An end counts from the day it took effect, where the application keeps it.</summary>
    private static SubscriptionEvent Dated(AppRow row, SubscriptionEvent now) =>
        now.Status is SubscriptionStatus.Canceled && row.Instant("EndedAt") is { } ended ? now with { EffectiveAt = ended } : now;

    private static bool HasPaid(SubscriptionEvent state) => state.Status switch
    {
        SubscriptionStatus.Trialing => false,
        SubscriptionStatus.Canceled => state.EffectiveAt > state.TrialEnd + _closingDelay,
        _ => state.EffectiveAt >= state.TrialEnd,
    };
}
