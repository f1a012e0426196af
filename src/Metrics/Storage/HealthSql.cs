namespace RevenueBot.Metrics.Storage;

/// <summary>The statements that read what health rests on. Of two moments $1 is always the newer one.</summary>
internal static class HealthSql
{
    /// <summary>By metric: the first and the last use of anybody in a span, and the last before the older moment.</summary>
    public const string ReadMetrics =
        """
        SELECT metric, min(recorded_at), max(recorded_at), max(recorded_at) FILTER (WHERE recorded_at < $2) FROM usage_record
        WHERE recorded_at < $1 AND recorded_at >= $3 AND quantity > 0 GROUP BY metric
        """;
    public const string ReadFirstTicket = "SELECT min(opened_at) FROM ticket";

    // A bit for each day back from the anchor: 126 days in two numbers of 63 bits, so that a person and metric is one row however much was used.
    private const string UsageHead =
        """
        SELECT u.customer_id, u.user_id, u.metric, bit_or(CASE WHEN u.age < 63 THEN 1::bigint << u.age ELSE 0 END), bit_or(CASE WHEN u.age < 63 THEN 0 ELSE 1::bigint << (u.age - 63) END),
          COALESCE(sum(u.quantity) FILTER (WHERE u.age >= $4 AND u.age < $4 + 28), 0), COALESCE(sum(u.quantity) FILTER (WHERE u.age >= $5 AND u.age < $5 + 28), 0)
        FROM (
          SELECT customer_id, user_id, metric, quantity, cardinality($1::timestamptz[]) - width_bucket(recorded_at, $1::timestamptz[]) AS age
          FROM usage_record WHERE recorded_at >= $2 AND recorded_at < $3 AND quantity > 0
        """;
    private const string UsageTail =
        """
        ) u WHERE NOT EXISTS (SELECT 1 FROM app_user a WHERE a.customer_id = u.customer_id AND a.user_id = u.user_id AND a.is_bot)
        GROUP BY u.customer_id, u.user_id, u.metric ORDER BY u.customer_id
        """;
    public const string ReadUsage = UsageHead + UsageTail;
    public const string ReadUsageOfOne = UsageHead + " AND customer_id = $6 " + UsageTail;

    private const string PeopleHead = "SELECT customer_id, (count(*) FILTER (WHERE created_at < $1))::integer, (count(*) FILTER (WHERE created_at < $2))::integer FROM app_user WHERE NOT is_bot";
    private const string PeopleTail = " GROUP BY customer_id ORDER BY customer_id";
    public const string ReadPeople = PeopleHead + PeopleTail;
    public const string ReadPeopleOfOne = PeopleHead + " AND customer_id = $3" + PeopleTail;

    private const string TicketsHead = "SELECT customer_id, severity, opened_at, closed_at, satisfaction FROM ticket WHERE opened_at < $1 AND (closed_at IS NULL OR closed_at >= $2)";
    private const string TicketsTail = " ORDER BY customer_id";
    public const string ReadTickets = TicketsHead + TicketsTail;
    public const string ReadTicketsOfOne = TicketsHead + " AND customer_id = $3" + TicketsTail;

    private const string PaymentsHead = "SELECT customer_id, subscription_id, status, occurred_at FROM payment WHERE occurred_at < $1 AND occurred_at >= $2 AND status <> 3";
    private const string PaymentsTail = " ORDER BY customer_id";
    public const string ReadPayments = PaymentsHead + PaymentsTail;
    public const string ReadPaymentsOfOne = PaymentsHead + " AND customer_id = $3" + PaymentsTail;

    public const string ReadEventsOfOne =
        "SELECT " + EventRow.ColumnNames + " FROM subscription_event WHERE customer_id = $1 AND recorded_at <= $2 AND (withdrawn_at IS NULL OR withdrawn_at > $2)";
}
