using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>
/// Moves waiting deltas into the roll-ups. Safe at any time beside ingest, readers and itself: a delta is taken away and added in
/// one transaction, and only one compaction runs.
/// </summary>
public static class Compaction
{
    private const int Limit = 50_000;

    /// <summary>Compacts until nothing waits.</summary>
    /// <returns>The number of deltas compacted; 0 also when another compaction is at work.</returns>
    public static async Task<long> RunAsync(NpgsqlDataSource dataSource, CancellationToken ct)
    {
        long total = 0;
        for (var taken = Limit; taken == Limit;)
        {
            taken = await StepAsync(dataSource, ct);
            total += taken;
        }

        return total;
    }

    private static async Task<int> StepAsync(NpgsqlDataSource dataSource, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using NpgsqlCommand own = new(LedgerLocks.TryOwnRollups, connection);
        if (await own.ExecuteScalarAsync(ct) is not true) return 0;
        var (taken, rollup) = await RollupStore.TakeDeltasAsync(connection, Limit, ct);
        if (taken > 0) await RollupStore.MergeAsync(connection, rollup, ct);
        await transaction.CommitAsync(ct);
        return taken;
    }
}
