using Npgsql;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>First round trip of a small batch: begin, lock its customers, read them.</summary>
internal static class StateReader
{
    internal const string Begin = "BEGIN";

    /// <summary>
    /// Customers a batch names, whom these names stand for, and who holds the events it names: locked in the order of ids, so that
    /// two batches never wait for each other, and kept for the statements that follow.
    /// </summary>
    internal const string LockCustomers =
        """
        SELECT array_agg(id), count(pg_advisory_xact_lock(hashtextextended(id, 0))), set_config('metrics.customers', COALESCE(array_agg(id), '{}')::text, true)
        FROM (
          SELECT id FROM unnest($1::text[]) AS n (id)
          UNION SELECT a.customer_id FROM customer_alias a WHERE a.alias_id = ANY ($1::text[])
          UNION SELECT e.customer_id FROM unnest($2::smallint[], $3::text[]) AS k (source, event_id)
            JOIN subscription_event e ON e.source = k.source AND e.event_id = k.event_id AND e.withdrawn_at IS NULL
          ORDER BY id) AS named
        """;
    private const string IsLocked = "customer_id = ANY (current_setting('metrics.customers')::text[])";
    internal const string ReadRules = "SELECT rules_hash FROM ledger_meta";
    internal const string ReadAliases = "SELECT alias_id, customer_id FROM customer_alias WHERE alias_id = ANY ($1::text[])";
    internal const string ReadKeys = "SELECT customer_id, COALESCE(country, ''), COALESCE(segment, '') FROM customer WHERE " + IsLocked;
    internal const string ReadFacts = "SELECT " + EventRow.ColumnNames + " FROM subscription_event WHERE " + IsLocked;
    internal const string ReadCurrent =
        "SELECT " + MovementRow.ColumnNames + " FROM movement WHERE " + IsLocked + " AND superseded_at = 'infinity' ORDER BY customer_id, day, seq";

    /// <summary>Leaves the connection in the transaction that <see cref="StateWriter"/> ends.</summary>
    public static async Task<StoredState> ReadAsync(NpgsqlConnection connection, FactBatch batch, CancellationToken ct)
    {
        var ids = batch.SubscriptionEvents.Select(e => e.CustomerId).Concat(batch.Customers.Select(c => c.CustomerId)).Distinct().ToArray();
        var events = batch.SubscriptionEvents.Select(e => (e.Source, e.EventId)).Concat(batch.Withdrawals.Select(w => (w.Source, w.EventId))).ToArray();
        NpgsqlParameter[] names = [Parameter.Texts(ids), Parameter.Shorts([.. events.Select(e => (short)e.Source)]), Parameter.Texts([.. events.Select(e => e.EventId)])];

        // A rebuild of a large ledger holds the lock for minutes.
        await using NpgsqlBatch query = new(connection) { Timeout = 0 };
        query.With(Begin).With(LedgerLocks.ShareLedger).With(LockCustomers, names).With(ReadRules).With(ReadAliases, Parameter.Texts(ids))
            .With(ReadKeys).With(ReadFacts).With(ReadCurrent);
        await query.PrepareAsync(ct);
        await using var rows = await query.ExecuteReaderAsync(ct);
        return await ReadAsync(rows, ct);
    }

    private static async Task<StoredState> ReadAsync(NpgsqlDataReader rows, CancellationToken ct)
    {
        StoredState state = new();
        await rows.NextResultAsync(ct); // the ledger's lock
        while (await rows.ReadAsync(ct))
            foreach (var id in rows.IsDBNull(0) ? [] : rows.GetFieldValue<string[]>(0)) state.Customers[id] = new CustomerState(id);
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct)) state.RulesHash = rows.GetString(0);
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct)) state.Aliases[rows.GetString(0)] = rows.GetString(1);
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct)) state.Customers[rows.GetString(0)].Know(new CustomerKeys(rows.GetString(1), rows.GetString(2)));
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct)) state.AddFact(state.Customers[rows.GetString(0)], EventRow.Read(rows).Known);
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct)) state.Customers[rows.GetString(0)].Current.Add(MovementRow.Read(rows).Movement);
        return state;
    }
}

/// <summary>Between the choice of locks and their grant another transaction made more customers relevant: begin again.</summary>
internal sealed class LockMovedException() : Exception("A customer was merged while this batch waited for it.");
