using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>Adds changes to rollup_day and rollup_month. Whoever does so holds the roll-ups' lock.</summary>
internal static class RollupStore
{
    private const int Slice = 1_000;

    internal const string ReadDays = "SELECT dim, day, lines FROM rollup_day WHERE (dim, day) IN (SELECT * FROM unnest($1::smallint[], $2::date[]))";
    internal const string ReadMonths = "SELECT dim, day, lines FROM rollup_month WHERE (dim, day) IN (SELECT * FROM unnest($1::smallint[], $2::date[]))";
    internal const string ReadDeltas =
        """
        WITH taken AS (DELETE FROM rollup_delta WHERE ctid = ANY (ARRAY(SELECT ctid FROM rollup_delta LIMIT $1)) RETURNING *)
        SELECT day, kind, currency, plan_id, country, segment, amount, gross, committed, trial, customers, plan_customers, currency_customers,
          movements, plan_movements, cancels, trials
        FROM taken
        """;

    internal static readonly Table<RollupRow> Days = RollupRow.TableOf("rollup_day");
    internal static readonly Table<RollupRow> Months = RollupRow.TableOf("rollup_month");

    /// <summary>Takes up to <paramref name="limit"/> waiting deltas away and returns them summed, with their number.</summary>
    public static async Task<(int Deltas, Rollup Rollup)> TakeDeltasAsync(NpgsqlConnection connection, int limit, CancellationToken ct)
    {
        Rollup rollup = new();
        var count = 0;
        await using NpgsqlBatch batch = new(connection);
        await using var rows = await batch.With(ReadDeltas, Parameter.Int(limit)).ExecuteReaderAsync(ct);
        for (; await rows.ReadAsync(ct); count++)
        {
            CustomerKeys keys = new(rows.GetString(4), rows.GetString(5));
            rollup.Add(new RollupKey(rows.GetFieldValue<DateOnly>(0), (MovementKind)rows.GetInt16(1), Currency.Parse(rows.GetString(2)), rows.GetString(3), keys), ReadSums(rows));
        }

        return (count, rollup);
    }

    public static async Task MergeAsync(NpgsqlConnection connection, Rollup change, CancellationToken ct)
    {
        var months = change.ByMonth();
        await MergeAsync(connection, change, ReadDays, Days, ct);
        await MergeAsync(connection, months, ReadMonths, Months, ct);
    }

    private static async Task MergeAsync(NpgsqlConnection connection, Rollup change, string readSql, Table<RollupRow> table, CancellationToken ct)
    {
        var places = change.Places;
        await using (NpgsqlBatch read = new(connection) { Timeout = 0 })
        {
            read.With(readSql, Parameter.Shorts([.. places.Select(place => (short)place.By)]), Parameter.Days([.. places.Select(place => place.Day)]));
            await using var rows = await read.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
                change.Add((Dimension)rows.GetInt16(0), rows.GetFieldValue<DateOnly>(1), RollupLines.Read(rows.GetFieldValue<byte[]>(2)));
        }

        foreach (var slice in change.Rows().Chunk(Slice))
        {
            await using NpgsqlBatch write = new(connection) { Timeout = 0 };
            write.BatchCommands.Add(table.Insert(slice));
            await write.ExecuteNonQueryAsync(ct);
        }
    }

    private static RollupSums ReadSums(NpgsqlDataReader row) => new()
    {
        Amount = row.GetInt64(6), Gross = row.GetInt64(7), Committed = row.GetInt64(8), Trial = row.GetInt64(9), Customers = row.GetInt32(10),
        PlanCustomers = row.GetInt32(11), CurrencyCustomers = row.GetInt32(12), Movements = row.GetInt32(13), PlanMovements = row.GetInt32(14),
        Cancels = row.GetInt32(15), Trials = row.GetInt32(16),
    };
}
