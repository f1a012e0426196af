using Npgsql;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>A row of subscription_event.</summary>
/// <param name="CustomerId">The customer's own id, where the event may still say an alias.</param>
internal readonly record struct EventRow(string CustomerId, KnownEvent Known)
{
    public const string ColumnNames =
        """
        customer_id, source, event_id, subscription_id, item_id, plan_id, quantity, unit_amount_minor, amount_minor, currency, billing_interval,
        interval_count, discounts, status, cancel_at_period_end, current_period_end, trial_end, effective_at, sequence, kind, tax_minor,
        recorded_at, withdrawn_at
        """;

    private SubscriptionEvent Event => Known.Event;

    public static Columns<EventRow> Columns { get; } = new Columns<EventRow>()
        .Text("customer_id", row => row.CustomerId)
        .Short("source", row => (short)row.Event.Source)
        .Text("event_id", row => row.Event.EventId)
        .Text("subscription_id", row => row.Event.SubscriptionId)
        .Text("item_id", row => row.Event.ItemId)
        .Text("plan_id", row => row.Event.PlanId)
        .Number("quantity", row => row.Event.Quantity)
        .Number("unit_amount_minor", row => row.Event.UnitAmountMinor)
        .NumberOrNull("amount_minor", row => row.Event.AmountMinor)
        .Text("currency", row => row.Event.Currency.Code)
        .Short("billing_interval", row => (short)row.Event.Interval)
        .Int("interval_count", row => row.Event.IntervalCount)
        .Text("discounts", row => DiscountText.Write(row.Event.Discounts))
        .Short("status", row => (short)row.Event.Status)
        .Flag("cancel_at_period_end", row => row.Event.CancelAtPeriodEnd)
        .TimeOrNull("current_period_end", row => row.Event.CurrentPeriodEnd)
        .TimeOrNull("trial_end", row => row.Event.TrialEnd)
        .Time("effective_at", row => row.Event.EffectiveAt)
        .Long("sequence", row => row.Event.Sequence)
        .Short("kind", row => (short)row.Event.Kind)
        .Number("tax_minor", row => row.Event.TaxMinor)
        .Time("recorded_at", row => row.Known.RecordedAt)
        .TimeOrNull("withdrawn_at", row => row.Known.WithdrawnAt);

    public static Table<EventRow> Table { get; } = new("subscription_event", Columns);

    /// <summary>Reads the row under a reader that selects <see cref="ColumnNames"/>.</summary>
    public static EventRow Read(NpgsqlDataReader row)
    {
        var customer = row.GetString(0);
        var fact = new SubscriptionEvent
        {
            CustomerId = customer, Source = (FactSource)row.GetInt16(1), EventId = row.GetString(2), SubscriptionId = row.GetString(3),
            ItemId = row.GetString(4), PlanId = row.GetString(5), Quantity = row.GetDecimal(6), UnitAmountMinor = row.GetDecimal(7),
            AmountMinor = row.IsDBNull(8) ? null : row.GetDecimal(8), Currency = Currency.Parse(row.GetString(9)),
            Interval = (IntervalUnit)row.GetInt16(10), IntervalCount = row.GetInt32(11),
            Discounts = DiscountText.Read(row.IsDBNull(12) ? null : row.GetString(12)), Status = (SubscriptionStatus)row.GetInt16(13),
            CancelAtPeriodEnd = row.GetBoolean(14), CurrentPeriodEnd = TimeAt(row, 15), TrialEnd = TimeAt(row, 16),
            EffectiveAt = row.GetFieldValue<DateTimeOffset>(17), Sequence = row.GetInt64(18), Kind = (ItemKind)row.GetInt16(19), TaxMinor = row.GetDecimal(20),
        };
        return new EventRow(customer, new KnownEvent(fact, row.GetFieldValue<DateTimeOffset>(21), TimeAt(row, 22)));
    }

    private static DateTimeOffset? TimeAt(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
