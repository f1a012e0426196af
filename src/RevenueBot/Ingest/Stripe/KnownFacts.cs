using Dapper;
using Npgsql;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Stripe;

/// <summary>The facts that stand from Stripe already, as far as merging needs them: no discounts, no tax.</summary>
internal sealed class KnownFacts(NpgsqlDataSource database)
{
    // Facts are kept under a customer's present name.
    internal const string Read =
        """
        SELECT customer_id AS "CustomerId", subscription_id AS "SubscriptionId", item_id AS "ItemId", event_id AS "EventId", plan_id AS "PlanId", quantity AS "Quantity",
          unit_amount_minor AS "UnitAmountMinor", amount_minor AS "AmountMinor", currency AS "CurrencyCode", billing_interval AS "Interval",
          interval_count AS "IntervalCount", status AS "Status", effective_at AS "EffectiveAt", sequence AS "Sequence", kind AS "Kind"
        FROM subscription_event
        WHERE source = 2 AND withdrawn_at IS NULL
          AND customer_id = ANY(SELECT COALESCE(a.customer_id, c) FROM unnest(@customers::text[]) AS c LEFT JOIN customer_alias a ON a.alias_id = c)
        """;

    public async Task<ILookup<string, SubscriptionEvent>> BySubscriptionAsync(IEnumerable<string> customers, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Read, new { customers = customers.ToArray() }, cancellationToken: ct));
        return rows.Select(row => row.ToEvent()).ToLookup(fact => fact.SubscriptionId);
    }

    private sealed class Row
    {
        public string CustomerId { get; init; } = "";
        public string SubscriptionId { get; init; } = "";
        public string ItemId { get; init; } = "";
        public string EventId { get; init; } = "";
        public string PlanId { get; init; } = "";
        public decimal Quantity { get; init; }
        public decimal UnitAmountMinor { get; init; }
        public decimal? AmountMinor { get; init; }
        public string CurrencyCode { get; init; } = "";
        public short Interval { get; init; }
        public int IntervalCount { get; init; }
        public short Status { get; init; }
        public DateTime EffectiveAt { get; init; }
        public long Sequence { get; init; }
        public short Kind { get; init; }

        public SubscriptionEvent ToEvent() => new()
        {
            Source = FactSource.Stripe, EventId = EventId, CustomerId = CustomerId, SubscriptionId = SubscriptionId, ItemId = ItemId, PlanId = PlanId,
            Quantity = Quantity, UnitAmountMinor = UnitAmountMinor, AmountMinor = AmountMinor, Currency = Currency.Parse(CurrencyCode),
            Interval = (IntervalUnit)Interval, IntervalCount = IntervalCount, Status = (SubscriptionStatus)Status,
            EffectiveAt = new DateTimeOffset(EffectiveAt, TimeSpan.Zero), Sequence = Sequence, Kind = (ItemKind)Kind,
        };
    }
}
