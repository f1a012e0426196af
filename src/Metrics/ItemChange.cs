using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics;

/// <summary>What a day changed for one item.</summary>
/// <param name="From">Its level at the close of the last day on which it changed; null: it is new.</param>
internal readonly record struct ItemChange(LevelStep? From, LevelStep To)
{
    public DateOnly Day => To.Day;
    public DateTimeOffset At => To.At;
    public ItemLevel Before => From?.Level ?? default;
    public ItemLevel After => To.Level;
    public bool IsToFree => Before.Judged > 0 && After is { Judged: 0, Cause: ZeroCause.ToFree };

    public MovementReason Reason
    {
        get
        {
            if (Before.Judged > 0 && After.Judged == 0) return OfZero(After.Cause);
            if (Before.Event is not { } old || After.Event is not { } now || old.Status == SubscriptionStatus.Canceled) return MovementReason.None;
            if (old.PlanId != now.PlanId) return MovementReason.Plan;
            if (old.Interval != now.Interval || old.IntervalCount != now.IntervalCount) return MovementReason.Interval;
            if (old.Quantity != now.Quantity) return MovementReason.Quantity;
            if (old.UnitAmountMinor != now.UnitAmountMinor || old.AmountMinor != now.AmountMinor) return MovementReason.Price;
            return OfDiscount(Before.Gross - Before.Counted, After.Gross - After.Counted);
        }
    }

    private static MovementReason OfZero(ZeroCause cause) => cause switch
    {
        ZeroCause.None => MovementReason.None,
        ZeroCause.Voluntary => MovementReason.Voluntary,
        ZeroCause.Involuntary => MovementReason.Involuntary,
        ZeroCause.ToFree => MovementReason.ToFree,
    };

    private MovementReason OfDiscount(long before, long after)
    {
        if (Before.Gross == 0 || After.Gross == 0 || before == after) return MovementReason.None;
        return after > before ? MovementReason.DiscountStart : MovementReason.DiscountEnd;
    }
}
