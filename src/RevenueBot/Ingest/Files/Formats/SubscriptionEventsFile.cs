using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files.Formats;

internal static class SubscriptionEventsFile
{
    /// <summary>Micro-units of one item and billing period: 100 billion major units, which × 365/12 still fits 64 bits.</summary>
    private const decimal LargestItem = 1e17m;

    public static FileFormat Format { get; } = FileFormat.Of(
        "subscription_events",
        """
        event_id customer_id subscription_id item_id? plan_id quantity unit_amount_minor currency interval interval_count
        discount_percent? discount_amount_minor? discount_duration? discount_months? discount_start?
        status cancel_at_period_end current_period_end? trial_end? effective_at sequence? kind? tax_minor?
        """.ReplaceLineEndings(" "),
        new FactKind<SubscriptionEvent>(s => new FactBatch { SubscriptionEvents = s }, batch => batch.SubscriptionEvents, Read, Write));

    private static SubscriptionEvent Read(Row row)
    {
        var subscription = row.Id("subscription_id");
        return Checked(row, new SubscriptionEvent
        {
            Source = FactSource.Import,
            EventId = row.Id("event_id"),
            CustomerId = row.Id("customer_id"),
            SubscriptionId = subscription,
            ItemId = row.OptionalId("item_id") ?? subscription,
            PlanId = row.Id("plan_id"),
            Quantity = row.Number("quantity", 0, 1_000_000_000),
            UnitAmountMinor = row.Minor("unit_amount_minor"),
            Currency = row.Currency("currency"),
            Interval = row.Choice<IntervalUnit>("interval"),
            IntervalCount = row.Count("interval_count", 1, 3660),
            Discounts = DiscountFields.Read(row),
            Status = row.Choice<SubscriptionStatus>("status"),
            CancelAtPeriodEnd = row.Flag("cancel_at_period_end"),
            CurrentPeriodEnd = row.OptionalInstant("current_period_end"),
            TrialEnd = row.OptionalInstant("trial_end"),
            EffectiveAt = row.Instant("effective_at"),
            Sequence = row.OptionalLong("sequence"),
            Kind = row.OptionalChoice<ItemKind>("kind") ?? ItemKind.Recurring,
            TaxMinor = row.OptionalMinor("tax_minor") ?? 0,
        });
    }

    private static SubscriptionEvent Checked(Row row, SubscriptionEvent item)
    {
        // A field that could not be read has been reported and must not lead to a second complaint.
        if (item.Currency.Code is not null && item.UnitAmountMinor * item.Quantity > LargestItem / item.Currency.MicrosPerMinor)
            row.Problem("unit_amount_minor", "times quantity must stay below 100 billion.");
        return item;
    }

    private static object?[] Write(SubscriptionEvent item) =>
    [
        item.EventId, item.CustomerId, item.SubscriptionId, item.ItemId, item.PlanId, item.Quantity, item.UnitAmountMinor, item.Currency,
        item.Interval, item.IntervalCount, .. DiscountFields.Write(item.Discounts), item.Status, item.CancelAtPeriodEnd, item.CurrentPeriodEnd,
        item.TrialEnd, item.EffectiveAt, item.Sequence, item.Kind, item.TaxMinor,
    ];
}
