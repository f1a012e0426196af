using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>Folds the customers of stage_refold again, some thousand at a time, so that memory stays flat.</summary>
internal sealed class Refold(NpgsqlConnection connection, LedgerRules rules, DateTimeOffset recordedAt, LateChanges late)
{
    private const int Chunk = 5_000;

    private const string Customers = "(SELECT customer_id FROM stage_refold WHERE customer_id > $1 ORDER BY customer_id LIMIT $2)";
    internal const string ReadKeys =
        """
        SELECT r.customer_id, r.country, r.segment, COALESCE(c.country, ''), COALESCE(c.segment, '')
        FROM stage_refold r LEFT JOIN customer c USING (customer_id) WHERE r.customer_id > $1 ORDER BY r.customer_id LIMIT $2
        """;
    internal const string ReadFacts = "SELECT " + EventRow.ColumnNames + " FROM subscription_event WHERE customer_id IN " + Customers;
    internal const string ReadCurrent =
        "SELECT " + MovementRow.ColumnNames + " FROM movement WHERE customer_id IN " + Customers + " AND superseded_at = 'infinity' ORDER BY customer_id, day, seq";

    // A chunk is a few thousand of any number of customers, and the planner has not yet seen the rows this transaction wrote: it
    // would read the whole tables for every chunk.
    internal const string UseIndexes =
        "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_bitmapscan = off; SET LOCAL max_parallel_workers_per_gather = 0";

    private sealed record Work(CustomerState Customer, CustomerKeys NewKeys)
    {
        public IReadOnlyList<Movement> Folded { get; set; } = [];
    }

    /// <returns>The number of customers, and the change of the roll-ups.</returns>
    public async Task<(int Customers, Rollup Rollup)> RunAsync(CancellationToken ct)
    {
        await using (NpgsqlCommand settings = new(UseIndexes, connection)) await settings.ExecuteNonQueryAsync(ct);
        Rollup rollup = new();
        var count = 0;
        for (var last = ""; await ReadAsync(last, ct) is { Count: > 0 } work; last = work[^1].Customer.Id)
        {
            Parallel.ForEach(work, one => one.Folded = Movements.Fold(Ledger.KnownAt(one.Customer.Facts, recordedAt), rules));
            await WriteAsync(work, ct);
            foreach (var one in work) rollup.Replace(one.Customer.Current, one.Customer.Keys, one.Folded, one.NewKeys);
            count += work.Count;
        }

        return (count, rollup);
    }

    private async Task<List<Work>> ReadAsync(string after, CancellationToken ct)
    {
        NpgsqlParameter[] Range() => [Parameter.Text(after), Parameter.Int(Chunk)];
        await using NpgsqlBatch query = new(connection) { Timeout = 0 };
        query.With(ReadKeys, Range()).With(ReadFacts, Range()).With(ReadCurrent, Range());
        await using var rows = await query.ExecuteReaderAsync(ct);
        List<Work> work = [];
        while (await rows.ReadAsync(ct))
        {
            CustomerState customer = new(rows.GetString(0));
            customer.Know(new CustomerKeys(rows.GetString(1), rows.GetString(2)));
            work.Add(new Work(customer, new CustomerKeys(rows.GetString(3), rows.GetString(4))));
        }

        var byId = work.ToDictionary(one => one.Customer.Id, one => one.Customer);
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct)) byId[rows.GetString(0)].Facts.Add(EventRow.Read(rows).Known);
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct)) byId[rows.GetString(0)].Current.Add(MovementRow.Read(rows).Movement);
        return work;
    }

    private async Task WriteAsync(List<Work> work, CancellationToken ct)
    {
        List<MovementRow> superseded = [], added = [];
        foreach (var one in work)
        {
            var change = Ledger.Change(one.Customer.Current, one.Folded);
            late.Add(change);
            superseded.AddRange(change.Superseded.Select(row => new MovementRow(one.Customer.Id, row, default)));
            added.AddRange(change.Added.Select(row => new MovementRow(one.Customer.Id, row, recordedAt)));
        }

        if (superseded.Count > 0)
        {
            await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
            batch.BatchCommands.Add(StateWriter.SupersedeCommand(superseded, recordedAt));
            await batch.ExecuteNonQueryAsync(ct);
        }

        if (added.Count > 0) await MovementRow.Table.CopyAsync(connection, added, ct);
    }
}
