using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>
/// Messages kept before they are acknowledged: stored once by the sender's event id, then claimed, applied and marked done. A
/// claim is a lease: a worker that dies lets it run out, and the message is claimed again.
/// </summary>
public sealed class Inbox(NpgsqlDataSource dataSource, TimeProvider time) : IDisposable
{
    internal const string Claim =
        """
        UPDATE inbox SET due_at = $3
        WHERE (source, event_id) IN (SELECT source, event_id FROM inbox WHERE source = $1 AND status = 0 AND due_at <= $2 ORDER BY due_at LIMIT $4 FOR UPDATE SKIP LOCKED)
        RETURNING source, event_id, received_at, body, failures, failing_since
        """;
    internal const string Postpone = "UPDATE inbox SET due_at = $3, error = $4 WHERE source = $1 AND event_id = $2 AND status = 0";
    internal const string Fail =
        """
        UPDATE inbox SET error = $3, failures = failures + $4, failing_since = COALESCE(failing_since, $5), due_at = COALESCE($6, due_at),
          status = CASE WHEN $6::timestamptz IS NULL THEN 2 ELSE 0 END
        WHERE source = $1 AND event_id = $2 AND status = 0
        """;
    internal const string Count =
        """
        SELECT count(*) FILTER (WHERE status = 0), count(*) FILTER (WHERE status = 2), min(failing_since) FILTER (WHERE status = 0),
          (array_agg(error ORDER BY failing_since) FILTER (WHERE status = 0 AND failing_since IS NOT NULL))[1]
        FROM inbox WHERE source = $1 AND status <> 1
        """;
    internal const string Waiting = "SELECT source, count(*), min(received_at) FROM inbox WHERE status = 0 GROUP BY source";
    internal const string Revive = "UPDATE inbox SET status = 0, failures = 0, failing_since = NULL, due_at = $2 WHERE source = $1 AND status = 2";

    private readonly InboxArrivals _arrivals = new(dataSource);

    /// <summary>Stores a message. False: it is known already.</summary>
    public Task<bool> AddAsync(string source, string eventId, byte[] body, CancellationToken ct = default) => _arrivals.AddAsync(new(source, eventId), time.GetUtcNow(), body, ct);

    public void Dispose() => _arrivals.Dispose();

    /// <summary>Takes up to <paramref name="limit"/> messages that are due, for the length of <paramref name="lease"/>.</summary>
    public async Task<IReadOnlyList<InboxMessage>> ClaimAsync(string source, int limit, TimeSpan lease, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        batch.With(Claim, Parameter.Text(source), Parameter.Time(now), Parameter.Time(now + lease), Parameter.Int(limit));
        await batch.PrepareAsync(ct);
        await using var rows = await batch.ExecuteReaderAsync(ct);
        List<InboxMessage> messages = [];
        while (await rows.ReadAsync(ct))
            messages.Add(new InboxMessage(rows.GetString(0), rows.GetString(1), rows.GetFieldValue<DateTimeOffset>(2), rows.GetFieldValue<byte[]>(3), rows.GetInt32(4), MaybeTime(rows, 5)));
        return messages;
    }

    /// <summary>Marks a message done that has no facts; with facts, name it in <see cref="FactOptions.Inbox"/> instead.</summary>
    public Task DoneAsync(InboxKey key, CancellationToken ct = default) =>
        ExecuteAsync(StateWriter.InboxDone, ct, Parameter.Text(key.Source), Parameter.Text(key.EventId));

    /// <summary>Gives a message back until <paramref name="until"/>; that is no failure.</summary>
    /// <param name="reason">One sentence without customer data.</param>
    public Task PostponeAsync(InboxKey key, string reason, DateTimeOffset until, CancellationToken ct = default) =>
        ExecuteAsync(Postpone, ct, Parameter.Text(key.Source), Parameter.Text(key.EventId), Parameter.Time(until.ToUniversalTime()), Parameter.Text(reason));

    /// <summary>Gives a message back that could not be applied, or declares it dead.</summary>
    public Task FailAsync(InboxKey key, InboxFailure failure, CancellationToken ct = default) => ExecuteAsync(
        Fail, ct, Parameter.Text(key.Source), Parameter.Text(key.EventId), Parameter.Text(failure.Error), Parameter.Int(failure.IsItsOwn ? 1 : 0), Parameter.Time(time.GetUtcNow()),
        new NpgsqlParameter { Value = (object?)failure.RetryAt?.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz });

    /// <summary>Lets every dead message of a source be tried again.</summary>
    public Task ReviveAsync(string source, CancellationToken ct = default) =>
        ExecuteAsync(Revive, ct, Parameter.Text(source), Parameter.Time(time.GetUtcNow()));

    public async Task<InboxCount> CountAsync(string source, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        await using var rows = await batch.With(Count, Parameter.Text(source)).ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        return new InboxCount(rows.GetInt64(0), rows.GetInt64(1), MaybeTime(rows, 2), rows.IsDBNull(3) ? null : rows.GetString(3));
    }

    /// <summary>What waits, of each source of which anything does; what was applied is not looked at, however much it is.</summary>
    public async Task<IReadOnlyList<InboxWaiting>> WaitingAsync(CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        await using var rows = await batch.With(Waiting).ExecuteReaderAsync(ct);
        List<InboxWaiting> waiting = [];
        while (await rows.ReadAsync(ct)) waiting.Add(new InboxWaiting(rows.GetString(0), rows.GetInt64(1), rows.GetFieldValue<DateTimeOffset>(2)));
        return waiting;
    }

    private static DateTimeOffset? MaybeTime(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetFieldValue<DateTimeOffset>(column);

    private async Task<int> ExecuteAsync(string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        batch.With(sql, parameters);
        await batch.PrepareAsync(ct);
        return await batch.ExecuteNonQueryAsync(ct);
    }
}
