using Dapper;
using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>Moves an import from its stage into the tables and notes whose ledger it touches. Needs the ledger alone.</summary>
internal static class ImportMerge
{
    internal const string ReadRules = "SELECT rules_hash FROM ledger_meta";
    internal const string ResolveEvents = "UPDATE stage_event e SET customer_id = a.customer_id FROM customer_alias a WHERE e.customer_id = a.alias_id";
    internal const string DropAliasCustomers = "DELETE FROM stage_customer c USING customer_alias a WHERE c.customer_id = a.alias_id";
    internal const string Analyze = "ANALYZE stage_event; ANALYZE stage_customer; ANALYZE stage_withdrawal";

    /// <summary>When anything of a customer that the import names was last recorded.</summary>
    internal const string LastChange =
        """
        SELECT max(GREATEST(e.recorded_at, e.withdrawn_at)) FROM subscription_event e WHERE e.customer_id IN (
          SELECT s.customer_id FROM stage_event s
          UNION SELECT unnest(@aliases::text[]) UNION SELECT unnest(@customers::text[])
          UNION SELECT a.customer_id FROM stage_event s JOIN customer_alias a ON a.alias_id = s.customer_id
          UNION SELECT o.customer_id FROM stage_withdrawal w JOIN subscription_event o ON o.source = w.source AND o.event_id = w.event_id AND o.withdrawn_at IS NULL)
        """;
    internal const string Withdraw =
        """
        WITH gone AS (
          UPDATE subscription_event e SET withdrawn_at = @at FROM stage_withdrawal w
          WHERE e.source = w.source AND e.event_id = w.event_id AND e.withdrawn_at IS NULL
          RETURNING e.customer_id),
        affected AS (INSERT INTO stage_affected SELECT DISTINCT customer_id FROM gone ON CONFLICT DO NOTHING)
        SELECT count(*) FROM gone
        """;
    // By customer, because that is how they are read again; among repetitions the first stands.
    internal const string AddEvents =
        $"""
        WITH added AS (
          INSERT INTO subscription_event ({EventRow.ColumnNames})
          SELECT customer_id, source, event_id, subscription_id, item_id, plan_id, quantity, unit_amount_minor, amount_minor, currency, billing_interval,
            interval_count, discounts, status, cancel_at_period_end, current_period_end, trial_end, effective_at, sequence, kind, tax_minor, @at, NULL
          FROM stage_event ORDER BY customer_id, ctid
          ON CONFLICT DO NOTHING
          RETURNING customer_id),
        affected AS (INSERT INTO stage_affected SELECT DISTINCT customer_id FROM added ON CONFLICT DO NOTHING)
        SELECT count(*) FROM added
        """;
    internal const string MarkMovedCustomers =
        """
        INSERT INTO stage_affected SELECT c.customer_id FROM stage_customer s JOIN customer c USING (customer_id)
        WHERE COALESCE(s.country, c.country, '') <> COALESCE(c.country, '') OR COALESCE(s.segment, c.segment, '') <> COALESCE(c.segment, '')
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Keeps under which keys the affected customers have been counted so far.</summary>
    internal const string KeepKeys =
        """
        INSERT INTO stage_refold (customer_id, country, segment)
        SELECT a.customer_id, COALESCE(c.country, ''), COALESCE(c.segment, '') FROM stage_affected a LEFT JOIN customer c USING (customer_id)
        """;
    internal static readonly string AddCustomers =
        $"""
        INSERT INTO customer (customer_id, name, email, country, segment, owner, created_at, attributes)
        SELECT customer_id, name, email, country, segment, owner, created_at, attributes FROM stage_customer ORDER BY customer_id
        {FactTables.Completing("customer")}
        """;

    internal const string AddPlaceholderCustomers =
        """
        INSERT INTO customer (customer_id, is_placeholder)
        SELECT DISTINCT COALESCE(a.customer_id, n.id), true
        FROM (SELECT customer_id FROM stage_event UNION SELECT customer_id FROM stage_app_user UNION SELECT customer_id FROM stage_payment
          UNION SELECT customer_id FROM stage_usage_record UNION SELECT customer_id FROM stage_ticket UNION SELECT customer_id FROM stage_nps_response) AS n (id)
        LEFT JOIN customer_alias a ON a.alias_id = n.id
        ON CONFLICT DO NOTHING
        """;
    internal const string AddPlaceholderUsers =
        """
        INSERT INTO app_user (customer_id, user_id, is_placeholder)
        SELECT DISTINCT COALESCE(a.customer_id, n.customer_id), n.user_id, true
        FROM (SELECT customer_id, user_id FROM stage_usage_record UNION SELECT customer_id, user_id FROM stage_nps_response WHERE user_id <> '') AS n
        LEFT JOIN customer_alias a ON a.alias_id = n.customer_id
        ON CONFLICT DO NOTHING
        """;
    internal const string AddPlaceholderPlans =
        """
        INSERT INTO plan (plan_id, is_placeholder)
        SELECT DISTINCT n.id, true FROM (SELECT plan_id FROM stage_event UNION SELECT plan_id FROM stage_payment WHERE plan_id IS NOT NULL) AS n (id)
        ON CONFLICT DO NOTHING
        """;

    /// <returns>The number of facts that were new or changed something.</returns>
    public static async Task<(long Added, DateTimeOffset RecordedAt)> RunAsync(NpgsqlConnection connection, ImportStage stage, DateTimeOffset now, CancellationToken ct)
    {
        var pairs = await AliasMove.ResolveAsync(connection, stage.Aliases, ct);
        var hasAliases = pairs.Count > 0 || (await connection.QueryAsync<string>(new CommandDefinition(AliasMove.ReadAliases + " LIMIT 1", cancellationToken: ct))).Any();
        await Execute(Analyze, null);
        var names = new { aliases = pairs.Select(pair => pair.AliasId).ToArray(), customers = pairs.Select(pair => pair.CustomerId).ToArray() };
        var last = await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition(LastChange, names, commandTimeout: 0, cancellationToken: ct));
        var at = After(now, last);

        await AliasMove.MoveEventsAsync(connection, pairs, at, ct);
        if (hasAliases) await Execute(ResolveEvents, null);
        if (hasAliases) await Execute(DropAliasCustomers, null);
        var withdrawn = await connection.ExecuteScalarAsync<long>(new CommandDefinition(Withdraw, new { at }, commandTimeout: 0, cancellationToken: ct));
        var events = await connection.ExecuteScalarAsync<long>(new CommandDefinition(AddEvents, new { at }, commandTimeout: 0, cancellationToken: ct));
        await Execute(MarkMovedCustomers, null);
        await Execute(KeepKeys, null);
        await Execute(Versions.KeepStagedCustomers, new { at });
        var customers = await Execute(AddCustomers, null);
        if (pairs.Count > 0) await AliasMove.MoveRestAsync(connection, pairs, at, ct);
        foreach (var sql in (string[])[Versions.KeepStagedFxRates, Versions.KeepStagedTargets]) await Execute(sql, new { at });
        var side = 0;
        foreach (var table in FactTables.Side) side += await Execute(table.MergeSql, null);
        if (stage.FxRates > 0) await Execute(SideFacts.RaiseFxVersion, null);
        foreach (var sql in (string[])[AddPlaceholderCustomers, AddPlaceholderUsers, AddPlaceholderPlans]) await Execute(sql, null);
        return (pairs.Count + withdrawn + events + customers + side, at);

        Task<int> Execute(string sql, object? arguments) => connection.ExecuteAsync(new CommandDefinition(sql, arguments, commandTimeout: 0, cancellationToken: ct));
    }

    /// <summary>Recorded times of a customer rise strictly, whatever the clock does.</summary>
    private static DateTimeOffset After(DateTimeOffset now, DateTime? last) =>
        last is { } time && new DateTimeOffset(time, TimeSpan.Zero) >= now ? new DateTimeOffset(time, TimeSpan.Zero).AddMicroseconds(1) : now;
}
