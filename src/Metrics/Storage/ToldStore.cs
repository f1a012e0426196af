using Npgsql;
using RevenueBot.Metrics.Restating;

namespace RevenueBot.Metrics.Storage;

/// <summary>What has arrived late since a reader was last told.</summary>
/// <param name="At">When that was; null: never, and then there is nothing to restate.</param>
/// <param name="Seen">What is visible now, to be kept with <see cref="ToldStore.MarkAsync"/> once the reader has been told.</param>
public sealed record ToldSince(DateTimeOffset? At, LateArrivals Late, string Seen);

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
    // What a rate was when the reader was told, and what it is now.
    internal const string ReadRates =
        """
        SELECT DISTINCT ON (v.currency, v.day, v.whole_month) max(v.known_until) OVER (PARTITION BY v.currency, v.day, v.whole_month), v.currency, v.day, v.whole_month, v.rate, f.rate
        FROM told t JOIN fx_rate_version v ON v.known_until > t.told_at LEFT JOIN fx_rate f ON (f.currency, f.day, f.whole_month) = (v.currency, v.day, v.whole_month)
        WHERE t.reader = $1 AND t.currency = $2 ORDER BY v.currency, v.day, v.whole_month, v.known_until
        """;
    // Whoever was told within a day of the change may have had another snapshot.
    internal const string Forget = "DELETE FROM late_change c WHERE c.recorded_at < $1 AND NOT EXISTS (SELECT FROM told t WHERE t.told_at <= c.recorded_at + interval '1 day')";
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
        batch.With(ReadSince, Parameter.Text(reader), Parameter.Text(reporting.Code)).With(ReadRates, Parameter.Text(reader), Parameter.Text(reporting.Code));
        await batch.PrepareAsync(ct);
        await using var rows = await batch.ExecuteReaderAsync(ct);
        List<LateChange> changes = [];
        List<RateChange> rates = [];
        ToldSince since = new(null, new(changes, rates), "");
        while (await rows.ReadAsync(ct))
        {
            since = since with { At = rows.IsDBNull(1) ? null : rows.GetFieldValue<DateTimeOffset>(1), Seen = rows.GetString(0) };
            if (!rows.IsDBNull(2)) changes.Add(ReadChange(rows));
        }

        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct)) rates.Add(ReadRate(rows));
        return since;
    }

    /// <summary>Forgets changes that are old, and that everybody who is told anything has been told.</summary>
    public async Task ForgetAsync(DateTimeOffset before, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        await batch.With(Forget, Parameter.Time(before.ToUniversalTime())).ExecuteNonQueryAsync(ct);
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

    private static RateChange ReadRate(NpgsqlDataReader row) => new(
        row.GetFieldValue<DateTimeOffset>(0), Currency.Parse(row.GetString(1)), row.GetFieldValue<DateOnly>(2), row.GetBoolean(3), row.IsDBNull(4) ? null : row.GetDecimal(4), row.IsDBNull(5) ? null : row.GetDecimal(5));

    private static LateChange ReadChange(NpgsqlDataReader row) => new(
        row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<DateOnly>(3), Currency.Parse(row.GetString(4)), (MovementKind)row.GetInt16(5), row.GetInt64(6), row.GetInt32(7));
}
