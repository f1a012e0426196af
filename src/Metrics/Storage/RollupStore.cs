using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>Adds changes to rollup_day and rollup_month. Whoever does so holds the roll-ups' lock.</summary>
internal static class RollupStore
{
    internal const string CreateStage =
        """
        CREATE TEMP TABLE IF NOT EXISTS stage_rollup_day (LIKE rollup_day) ON COMMIT DROP;
        CREATE TEMP TABLE IF NOT EXISTS stage_rollup_month (LIKE rollup_month) ON COMMIT DROP;
        """;
    private const string Columns = "dim, day, key, currency, kind, amount, gross, committed, trial, customers, movements, cancels, trials";
    internal const string MergeDays =
        $"""
        INSERT INTO rollup_day ({Columns}) SELECT {Columns} FROM stage_rollup_day
        ON CONFLICT (dim, day, key, currency, kind) DO UPDATE SET
          amount = rollup_day.amount + excluded.amount, gross = rollup_day.gross + excluded.gross, committed = rollup_day.committed + excluded.committed,
          trial = rollup_day.trial + excluded.trial, customers = rollup_day.customers + excluded.customers,
          movements = rollup_day.movements + excluded.movements, cancels = rollup_day.cancels + excluded.cancels, trials = rollup_day.trials + excluded.trials
        """;
    internal const string MergeMonths =
        $"""
        INSERT INTO rollup_month ({Columns}) SELECT {Columns} FROM stage_rollup_month
        ON CONFLICT (dim, day, key, currency, kind) DO UPDATE SET
          amount = rollup_month.amount + excluded.amount, gross = rollup_month.gross + excluded.gross, committed = rollup_month.committed + excluded.committed,
          trial = rollup_month.trial + excluded.trial, customers = rollup_month.customers + excluded.customers,
          movements = rollup_month.movements + excluded.movements, cancels = rollup_month.cancels + excluded.cancels, trials = rollup_month.trials + excluded.trials
        """;
    internal const string ReadDeltas =
        """
        WITH taken AS (DELETE FROM rollup_delta WHERE ctid = ANY (ARRAY(SELECT ctid FROM rollup_delta LIMIT $1)) RETURNING *)
        SELECT day, kind, currency, plan_id, country, segment, amount, gross, committed, trial, customers, plan_customers, currency_customers,
          movements, plan_movements, cancels, trials
        FROM taken
        """;

    private static readonly Table<RollupLine> Days = RollupLine.TableOf("stage_rollup_day");
    private static readonly Table<RollupLine> Months = RollupLine.TableOf("stage_rollup_month");

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

    public static async Task MergeAsync(NpgsqlConnection connection, Rollup rollup, CancellationToken ct)
    {
        await ExecuteAsync(connection, CreateStage, ct);
        await Days.CopyAsync(connection, rollup.Days(), ct);
        await Months.CopyAsync(connection, rollup.Months(), ct);
        await ExecuteAsync(connection, MergeDays, ct);
        await ExecuteAsync(connection, MergeMonths, ct);
    }

    private static RollupSums ReadSums(NpgsqlDataReader row) => new()
    {
        Amount = row.GetInt64(6), Gross = row.GetInt64(7), Committed = row.GetInt64(8), Trial = row.GetInt64(9), Customers = row.GetInt32(10),
        PlanCustomers = row.GetInt32(11), CurrencyCustomers = row.GetInt32(12), Movements = row.GetInt32(13), PlanMovements = row.GetInt32(14),
        Cancels = row.GetInt32(15), Trials = row.GetInt32(16),
    };

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
