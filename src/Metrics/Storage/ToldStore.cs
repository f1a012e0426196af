using Npgsql;
using RevenueBot.Metrics.Restating;

namespace RevenueBot.Metrics.Storage;

/// <summary>What has arrived late since a reader was last told.</summary>
/// <param name="At">When that was; null: never, and then there is nothing to restate.</param>
/// <param name="Seen">What is visible now, to be kept with <see cref="ToldStore.MarkAsync"/> once the reader has been told.</param>
public sealed record ToldSince(DateTimeOffset? At, IReadOnlyList<LateChange> Changes, string Seen);

/// <summary>
/// Remembers what each reader (a person, a channel, a report) has been told, so that a restatement is named once. What a transaction
/// recorded before the telling but committed after it counts as untold: the marker keeps the snapshot and not only the time.
/// </summary>
public sealed class ToldStore(NpgsqlDataSource dataSource)
{
    // Transactions ahead of the server are of another one, from which this database was restored: their times decide.
    internal const string ReadSince =
        """
        SELECT pg_current_snapshot()::text, t.told_at, c.recorded_at, c.day, c.currency, c.kind, c.amount, c.customers
        FROM (VALUES (1)) AS one (row) LEFT JOIN told t ON t.reader = $1 AND t.currency = $2
        LEFT JOIN late_change c ON c.kind <> 0 AND c.recorded_at > t.told_at - interval '1 day'
          AND CASE WHEN pg_snapshot_xmax(t.seen) <= pg_snapshot_xmax(pg_current_snapshot()) AND c.xid < pg_snapshot_xmax(pg_current_snapshot())
            THEN NOT pg_visible_in_snapshot(c.xid, t.seen) ELSE c.recorded_at > t.told_at END
        """;
    internal const string Mark =
        """
        INSERT INTO told (reader, currency, told_at, seen) VALUES ($1, $2, $3, $4::pg_snapshot)
        ON CONFLICT (reader, currency) DO UPDATE SET told_at = excluded.told_at, seen = excluded.seen WHERE told.told_at <= excluded.told_at
        """;

    /// <param name="reader">Who asks, in the caller's own naming.</param>
    /// <param name="reporting">The currency of the figures told.</param>
    public async Task<ToldSince> ReadAsync(string reader, Currency reporting, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        batch.With(ReadSince, Parameter.Text(reader), Parameter.Text(reporting.Code));
        await batch.PrepareAsync(ct);
        await using var rows = await batch.ExecuteReaderAsync(ct);
        ToldSince since = new(null, [], "");
        List<LateChange> changes = [];
        while (await rows.ReadAsync(ct))
        {
            since = new ToldSince(rows.IsDBNull(1) ? null : rows.GetFieldValue<DateTimeOffset>(1), changes, rows.GetString(0));
            if (!rows.IsDBNull(2)) changes.Add(ReadChange(rows));
        }

        return since;
    }

    /// <summary>The reader has now been told.</summary>
    /// <param name="at">The moment of the figures told.</param>
    public async Task MarkAsync(string reader, Currency reporting, DateTimeOffset at, ToldSince since, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        batch.With(Mark, Parameter.Text(reader), Parameter.Text(reporting.Code), Parameter.Time(at.ToUniversalTime()), Parameter.Text(since.Seen));
        await batch.PrepareAsync(ct);
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static LateChange ReadChange(NpgsqlDataReader row) => new(
        row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<DateOnly>(3), Currency.Parse(row.GetString(4)), (MovementKind)row.GetInt16(5), row.GetInt64(6), row.GetInt32(7));
}
