namespace RevenueBot.Metrics.Facts;

/// <summary>Where a fact came from. A move from one source to another on one day is a migration, not churn and new.</summary>
public enum FactSource : short { Import = 1, Stripe = 2, Database = 3 }

public enum IntervalUnit : short { Day = 1, Week = 2, Month = 3, Year = 4 }

public enum SubscriptionStatus : short
{
    Trialing = 1, Active = 2, PastDue = 3, Unpaid = 4, Incomplete = 5, IncompleteExpired = 6, Paused = 7, Canceled = 8,
}

/// <summary>Only recurring items are MRR. One-off charges never are; metered items have their own line, usage MRR.</summary>
public enum ItemKind : short { Recurring = 1, OneOff = 2, Metered = 3 }

public enum DiscountDuration : short { Once = 1, Repeating = 2, Forever = 3 }

/// <summary>A discount on one item.</summary>
/// <param name="Percent">0 to 100; several percentages multiply.</param>
/// <param name="AmountMinor">Minor units per billing period of the item (already its share of a wider discount).</param>
/// <param name="Months">Length of a repeating discount.</param>
/// <param name="Start">First instant; null: when the item first carries the discount.</param>
/// <param name="End">First instant without it, where the source says so; else <paramref name="Start"/> + <paramref name="Months"/>.</param>
public sealed record Discount(
    decimal? Percent, decimal? AmountMinor, DiscountDuration Duration, int? Months = null, DateTimeOffset? Start = null, DateTimeOffset? End = null);

/// <summary>
/// The fact on which all of MRR rests: the complete state of one subscription item from <see cref="EffectiveAt"/> on.
/// Every source becomes this. Order within an item: effective_at, sequence, event_id; arrival order is irrelevant.
/// </summary>
public sealed record SubscriptionEvent
{
    public required FactSource Source { get; init; }

    /// <summary>Unique within the source; the same id again is a duplicate and ignored.</summary>
    public required string EventId { get; init; }

    public required string CustomerId { get; init; }
    public required string SubscriptionId { get; init; }

    /// <summary>The item within the subscription; the subscription's own id where the source has no items.</summary>
    public required string ItemId { get; init; }

    public required string PlanId { get; init; }
    public decimal Quantity { get; init; } = 1;

    /// <summary>Price of one unit for one billing period, in minor units; billers know fractions of a cent.</summary>
    public required decimal UnitAmountMinor { get; init; }

    /// <summary>Price of the whole item for one billing period where it is not unit × quantity (tiers, package prices).</summary>
    public decimal? AmountMinor { get; init; }

    public required Currency Currency { get; init; }
    public required IntervalUnit Interval { get; init; }
    public int IntervalCount { get; init; } = 1;
    public IReadOnlyList<Discount> Discounts { get; init; } = [];
    public required SubscriptionStatus Status { get; init; }
    public bool CancelAtPeriodEnd { get; init; }
    public DateTimeOffset? CurrentPeriodEnd { get; init; }
    public DateTimeOffset? TrialEnd { get; init; }
    public required DateTimeOffset EffectiveAt { get; init; }
    public long Sequence { get; init; }
    public ItemKind Kind { get; init; } = ItemKind.Recurring;

    /// <summary>Tax contained in the price of one billing period, in minor units.</summary>
    public decimal TaxMinor { get; init; }
}

/// <summary>States of one item.</summary>
internal static class ItemStates
{
    /// <summary>In the order in which they took effect, whatever the order of arrival.</summary>
    public static IEnumerable<SubscriptionEvent> InOrder(this IEnumerable<SubscriptionEvent> item) =>
        item.OrderBy(state => state.EffectiveAt).ThenBy(state => state.Sequence).ThenBy(state => state.EventId, StringComparer.Ordinal);
}
