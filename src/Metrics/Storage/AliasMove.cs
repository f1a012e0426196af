using Dapper;
using Npgsql;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>
/// Makes one customer of two. What was known of the alias is withdrawn and recorded again under the customer at the same instant:
/// the ledger shows neither churn nor new, and what was known before stays known.
/// </summary>
internal static class AliasMove
{
    internal const string ReadAliases = "SELECT alias_id, customer_id FROM customer_alias";
    internal const string AddAliases = "INSERT INTO customer_alias (alias_id, customer_id) SELECT * FROM unnest(@aliases::text[], @customers::text[])";
    internal const string FollowAliases = "UPDATE customer_alias a SET customer_id = n.customer_id FROM customer_alias n WHERE a.customer_id = n.alias_id";
    internal const string MarkAffected =
        "INSERT INTO stage_affected (customer_id) SELECT unnest(@aliases::text[]) UNION SELECT unnest(@customers::text[]) ON CONFLICT DO NOTHING";
    internal const string MoveEvents =
        $"""
        WITH gone AS (
          UPDATE subscription_event e SET withdrawn_at = @at FROM unnest(@aliases::text[], @customers::text[]) AS p (alias_id, canonical_id)
          WHERE e.customer_id = p.alias_id AND e.withdrawn_at IS NULL
          RETURNING p.canonical_id, e.*)
        INSERT INTO subscription_event ({EventRow.ColumnNames})
        SELECT canonical_id, source, event_id, subscription_id, item_id, plan_id, quantity, unit_amount_minor, amount_minor, currency, billing_interval,
          interval_count, discounts, status, cancel_at_period_end, current_period_end, trial_end, effective_at, sequence, kind, tax_minor, @at, NULL
        FROM gone
        """;
    internal const string CompleteCustomers =
        """
        WITH gone AS (
          DELETE FROM customer c USING unnest(@aliases::text[], @customers::text[]) AS p (alias_id, canonical_id) WHERE c.customer_id = p.alias_id
          RETURNING p.canonical_id, c.*)
        INSERT INTO customer (customer_id, name, email, country, segment, owner, created_at, attributes, is_placeholder)
        SELECT DISTINCT ON (canonical_id) canonical_id, name, email, country, segment, owner, created_at, attributes, is_placeholder FROM gone ORDER BY canonical_id, customer_id
        ON CONFLICT (customer_id) DO UPDATE SET
          name = COALESCE(customer.name, excluded.name), email = COALESCE(customer.email, excluded.email),
          country = COALESCE(customer.country, excluded.country), segment = COALESCE(customer.segment, excluded.segment),
          owner = COALESCE(customer.owner, excluded.owner), created_at = LEAST(customer.created_at, excluded.created_at),
          attributes = COALESCE(customer.attributes, excluded.attributes)
        """;

    /// <summary>The pairs that are new, each alias with the customer at the end of its chain.</summary>
    public static async Task<IReadOnlyList<CustomerAlias>> ResolveAsync(NpgsqlConnection connection, IReadOnlyList<CustomerAlias> aliases, CancellationToken ct)
    {
        if (aliases.Count == 0) return [];
        var known = (await connection.QueryAsync<(string Alias, string Customer)>(new CommandDefinition(ReadAliases, cancellationToken: ct)))
            .ToDictionary(row => row.Alias, row => row.Customer);
        return Resolve(known, aliases);
    }

    /// <summary>An alias that is one already keeps its customer; a chain that leads back to itself is left out.</summary>
    internal static IReadOnlyList<CustomerAlias> Resolve(Dictionary<string, string> known, IReadOnlyList<CustomerAlias> aliases)
    {
        List<string> added = [];
        foreach (var alias in aliases)
        {
            if (known.ContainsKey(alias.AliasId) || End(known, alias.CustomerId) == alias.AliasId) continue;
            known[alias.AliasId] = alias.CustomerId;
            added.Add(alias.AliasId);
        }

        return [.. added.Select(alias => new CustomerAlias(alias, End(known, alias)))];
    }

    /// <summary>Moves subscription events; must come before anything else of the import is applied.</summary>
    public static async Task MoveEventsAsync(NpgsqlConnection connection, IReadOnlyList<CustomerAlias> pairs, DateTimeOffset at, CancellationToken ct)
    {
        if (pairs.Count == 0) return;
        var arguments = Arguments(pairs, at);
        foreach (var sql in (string[])[MarkAffected, AddAliases, FollowAliases, MoveEvents])
            await connection.ExecuteAsync(new CommandDefinition(sql, arguments, commandTimeout: 0, cancellationToken: ct));
    }

    /// <summary>Moves everything else.</summary>
    public static async Task MoveRestAsync(NpgsqlConnection connection, IReadOnlyList<CustomerAlias> pairs, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var sql in (string[])[Versions.KeepMerged, CompleteCustomers])
            await connection.ExecuteAsync(new CommandDefinition(sql, Arguments(pairs, at), commandTimeout: 0, cancellationToken: ct));
        foreach (var sql in MoveTables) await connection.ExecuteAsync(new CommandDefinition(sql, commandTimeout: 0, cancellationToken: ct));
    }

    internal static IEnumerable<string> MoveTables =>
        [FactTables.User.MoveSql, FactTables.Payment.MoveSql, FactTables.Usage.MoveSql, FactTables.Ticket.MoveSql, FactTables.Nps.MoveSql];

    private static object Arguments(IReadOnlyList<CustomerAlias> pairs, DateTimeOffset at) =>
        new { aliases = pairs.Select(pair => pair.AliasId).ToArray(), customers = pairs.Select(pair => pair.CustomerId).ToArray(), at };

    private static string End(Dictionary<string, string> known, string id)
    {
        while (known.TryGetValue(id, out var next)) id = next;
        return id;
    }
}
