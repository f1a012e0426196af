using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics;

/// <summary>One item of a subscription on its way through time.</summary>
internal sealed class ItemTrack(string itemId)
{
    private SubscriptionEvent? _event;

    public string ItemId { get; } = itemId;
    public List<LevelStep> Steps { get; } = [];
    public IReadOnlyList<DateTimeOffset> DiscountStarts { get; private set; } = [];

    /// <summary>Start of the unbroken run of paused events; null when not paused.</summary>
    public DateTimeOffset? PausedSince { get; private set; }

    /// <summary>The last status before the item ended.</summary>
    public SubscriptionStatus? LastLivingStatus { get; private set; }

    public ItemLevel Last => Steps.Count == 0 ? default : Steps[^1].Level;

    public void Follow(SubscriptionEvent next)
    {
        DiscountStarts = StartsOf(next);
        PausedSince = next.Status == SubscriptionStatus.Paused ? PausedSince ?? next.EffectiveAt : null;
        if (next.Status != SubscriptionStatus.Canceled) LastLivingStatus = next.Status;
        _event = next;
    }

    /// <summary>A discount without a start began when the item first carried it.</summary>
    private DateTimeOffset[] StartsOf(SubscriptionEvent next)
    {
        if (next.Discounts.Count == 0) return [];
        var starts = new DateTimeOffset[next.Discounts.Count];
        for (var i = 0; i < starts.Length; i++) starts[i] = next.Discounts[i].Start ?? InheritedStart(next.Discounts[i]) ?? next.EffectiveAt;
        return starts;
    }

    private DateTimeOffset? InheritedStart(Discount discount)
    {
        for (var i = 0; i < (_event?.Discounts.Count ?? 0); i++)
            if (_event!.Discounts[i] == discount) return DiscountStarts[i];
        return null;
    }
}
