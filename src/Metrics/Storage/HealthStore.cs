using Npgsql;
using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Storage;

/// <summary>Writes scores: changed rows are staged by COPY and merged in one transaction, so that readers see one pass or the next.</summary>
internal sealed class HealthStore(NpgsqlDataSource dataSource)
{
    internal const string ReadStored = "SELECT customer_id, not_scored, checksum FROM health_score ORDER BY customer_id";
    internal const string CreateStage = "CREATE TEMP TABLE stage_health (LIKE health_score) ON COMMIT DROP";
    internal const string CopyStage = "COPY stage_health (customer_id, score, coverage, band, not_scored, mrr, components, checksum, computed_at) FROM STDIN (FORMAT BINARY)";
    internal const string Merge =
        """
        INSERT INTO health_score SELECT * FROM stage_health
        ON CONFLICT (customer_id) DO UPDATE SET score = excluded.score, coverage = excluded.coverage, band = excluded.band, not_scored = excluded.not_scored, mrr = excluded.mrr,
          components = excluded.components, checksum = excluded.checksum, computed_at = excluded.computed_at
        """;
    internal const string AddHistory =
        """
        INSERT INTO health_history (customer_id, day, score, coverage, band) SELECT customer_id, $1, score, coverage, band FROM stage_health WHERE not_scored = 0
        ON CONFLICT (customer_id, day) DO UPDATE SET score = excluded.score, coverage = excluded.coverage, band = excluded.band
        """;
    internal const string DeleteSome = "DELETE FROM health_score WHERE customer_id = ANY ($1)";
    internal const string ReadHasHistory = "SELECT EXISTS (SELECT 1 FROM health_history)";

    // Of a week that is over the last row says how it ended; the days within are for the first two weeks only.
    internal const string Thin =
        """
        DELETE FROM health_history h WHERE h.day >= $1 AND h.day < $2
          AND EXISTS (SELECT 1 FROM health_history later WHERE later.customer_id = h.customer_id AND later.day > h.day AND later.day < $2)
        """;

    public async Task<bool> HasHistoryAsync(CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand(ReadHasHistory);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    public Task<HealthWriter> BeginAsync(CancellationToken ct) => HealthWriter.BeginAsync(dataSource, ct);

    /// <summary>What is stored, side by side with the customers.</summary>
    public Task<CustomerRows<StoredHealth>> ReadStoredAsync(CancellationToken ct) => CustomerRows<StoredHealth>.OpenAsync(
        dataSource, new NpgsqlBatchCommand(ReadStored), row => new StoredHealth((NotScored)row.GetInt16(1), row.GetInt64(2)), ct);
}

/// <summary>What a pass must know of a stored row to leave it alone.</summary>
internal readonly record struct StoredHealth(NotScored NotScored, long Checksum);
