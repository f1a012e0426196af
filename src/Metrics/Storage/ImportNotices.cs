using Dapper;
using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>What an import is to tell, found in its stage before it is merged: the last new thing of each kind.</summary>
internal static class ImportNotices
{
    internal const string AddSignUp =
        """
        INSERT INTO change_notice (kind, at, customer_id)
        SELECT 2, @at, n.customer_id FROM (SELECT customer_id, created_at AS began FROM stage_customer UNION ALL SELECT customer_id, effective_at FROM stage_event) AS n
        WHERE NOT EXISTS (SELECT FROM customer c WHERE c.customer_id = n.customer_id) AND NOT EXISTS (SELECT FROM customer_alias a WHERE a.alias_id = n.customer_id)
        GROUP BY n.customer_id HAVING min(n.began) >= @since ORDER BY min(n.began) DESC LIMIT 1
        """;
    internal const string AddSubscription =
        """
        INSERT INTO change_notice (kind, at, customer_id, reference)
        SELECT 3, @at, COALESCE(a.customer_id, n.customer_id), n.subscription_id FROM stage_event n LEFT JOIN customer_alias a ON a.alias_id = n.customer_id
        WHERE n.effective_at >= @since AND NOT EXISTS (SELECT FROM subscription_event e WHERE e.source = n.source AND e.event_id = n.event_id AND e.withdrawn_at IS NULL)
        ORDER BY n.effective_at DESC LIMIT 1
        """;
    internal const string AddPayment =
        """
        INSERT INTO change_notice (kind, at, customer_id, reference, amount, currency)
        SELECT 4, @at, COALESCE(a.customer_id, n.customer_id), n.payment_id, NULL, n.currency FROM stage_payment n LEFT JOIN customer_alias a ON a.alias_id = n.customer_id
        WHERE n.status = 1 AND n.occurred_at >= @since
          AND NOT EXISTS (SELECT FROM payment p WHERE p.customer_id = COALESCE(a.customer_id, n.customer_id) AND p.source = n.source AND p.payment_id = n.payment_id AND p.status = 1)
        ORDER BY n.occurred_at DESC LIMIT 1
        """;
    internal const string AddLedger = "INSERT INTO change_notice (kind, at) VALUES (1, @at)";

    /// <summary>Before the stage is merged.</summary>
    public static async Task AddAsync(NpgsqlConnection connection, CompanyCalendar calendar, DateTimeOffset at, CancellationToken ct)
    {
        ChangeNotices notices = new(calendar, at);
        foreach (var sql in (string[])[AddSignUp, AddSubscription, AddPayment])
            await connection.ExecuteAsync(new CommandDefinition(sql, new { at, since = notices.Since }, commandTimeout: 0, cancellationToken: ct));
    }

    public static Task AddLedgerAsync(NpgsqlConnection connection, DateTimeOffset at, CancellationToken ct) => connection.ExecuteAsync(new CommandDefinition(AddLedger, new { at }, cancellationToken: ct));
}
