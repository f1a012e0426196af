using Npgsql;

namespace RevenueBot.Metrics.Storage.Rebuilding;

/// <summary>
/// The new ledger beside the old one. All of it happens in one transaction: a process killed at any moment leaves the old ledger
/// in use and nothing else behind.
/// </summary>
internal static class RebuildTables
{
    private const int MaxTries = 120;

    internal const string ReadRules = "SELECT rules_hash FROM ledger_meta";
    internal const string Create =
        """
        SET LOCAL maintenance_work_mem = '128MB';
        SET LOCAL max_parallel_maintenance_workers = 0;
        SET LOCAL backend_flush_after = '1MB';
        SET LOCAL default_statistics_target = 30;
        SET LOCAL client_connection_check_interval = '1s';
        CREATE TABLE movement_new (LIKE movement INCLUDING DEFAULTS);
        CREATE TABLE rollup_day_new (LIKE rollup_day INCLUDING DEFAULTS INCLUDING STORAGE);
        CREATE TABLE rollup_month_new (LIKE rollup_month INCLUDING DEFAULTS INCLUDING STORAGE);
        """;

    // By the second index the roll-ups are packed, and a processor is free to help.
    internal const string IndexMovements =
        """
        ALTER TABLE movement_new ADD CONSTRAINT movement_new_pkey PRIMARY KEY (customer_id, day, seq, recorded_at);
        SET LOCAL max_parallel_maintenance_workers = 1;
        CREATE INDEX movement_new_day ON movement_new (day);
        ANALYZE movement_new (customer_id, day, superseded_at);
        """;
    internal const string IndexRollups =
        """
        ALTER TABLE rollup_day_new ADD CONSTRAINT rollup_day_new_pkey PRIMARY KEY (dim, day);
        ALTER TABLE rollup_month_new ADD CONSTRAINT rollup_month_new_pkey PRIMARY KEY (dim, day);
        ANALYZE rollup_day_new; ANALYZE rollup_month_new;
        """;

    // A reader may hold one of these while it waits for another: give way before it is taken for a deadlock, and try again.
    internal const string LockOld =
        """
        SET LOCAL lock_timeout = '300ms';
        SAVEPOINT before_swap;
        LOCK TABLE rollup_month, rollup_day, rollup_delta, movement IN ACCESS EXCLUSIVE MODE;
        """;
    internal const string GiveWay = "ROLLBACK TO SAVEPOINT before_swap";
    internal const string Swap =
        """
        DROP TABLE movement, rollup_day, rollup_month;
        TRUNCATE rollup_delta;
        ALTER TABLE movement_new RENAME TO movement;
        ALTER INDEX movement_new_pkey RENAME TO movement_pkey;
        ALTER INDEX movement_new_day RENAME TO movement_day;
        ALTER TABLE rollup_day_new RENAME TO rollup_day;
        ALTER INDEX rollup_day_new_pkey RENAME TO rollup_day_pkey;
        ALTER TABLE rollup_month_new RENAME TO rollup_month;
        ALTER INDEX rollup_month_new_pkey RENAME TO rollup_month_pkey;
        """;
    /// <summary>By other rules every closing is another, and no late fact is to blame.</summary>
    internal const string ForgetTold = "DELETE FROM told WHERE (SELECT rules_hash FROM ledger_meta) <> $1";

    internal const string SetRules = "UPDATE ledger_meta SET profile_name = $1, rules = $2, rules_hash = $3, rebuilt_at = now()";

    internal const string AddNotice = "INSERT INTO change_notice (kind, at) VALUES (1, now())";

    public static async Task SwapAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await ExecuteAsync(connection, LockOld, ct);
                break;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable && tries < MaxTries)
            {
                await ExecuteAsync(connection, GiveWay, ct);
            }
        }

        await ExecuteAsync(connection, Swap, ct);
        await ExecuteAsync(connection, AddNotice, ct);
    }

    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
