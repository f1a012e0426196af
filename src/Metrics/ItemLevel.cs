using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics;

/// <summary>Why an item is at 0.</summary>
internal enum ZeroCause : byte { None, Voluntary, Involuntary, ToFree }

/// <summary>
/// What one item contributes from an instant on, micro-units. <paramref name="Held"/> is the MRR a paused item had when it was
/// paused: counted + held is what its customer is still judged by.
/// </summary>
internal readonly record struct ItemLevel(
    SubscriptionEvent? Event, long Counted, long Held, long Gross, long Committed, long Trial, bool InTrial, ZeroCause Cause)
{
    /// <summary>The event that last counted before the pause: held MRR stays with its plan and currency.</summary>
    public SubscriptionEvent? HeldFrom { get; init; }

    public long Judged => Counted + Held;
    public bool CancelScheduled => Counted > 0 && Event is { CancelAtPeriodEnd: true };
}

/// <summary>A change of an item's level. Steps of one item ascend in time.</summary>
internal sealed record LevelStep(DateTimeOffset At, DateOnly Day, ItemLevel Level);
