using Dapper;
using Npgsql;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;
using RevenueBot.Reports.Sending;

namespace RevenueBot.Reports.Watching;

/// <summary>How a report stands that was due.</summary>
internal enum Standing { NotBegun, Waiting, GivenUp, Sent }

/// <summary>How a report stands, with the platform's word for what is wrong and what to do about it; null: nothing.</summary>
internal sealed record WatchedRun(DueDigest Due, Standing Standing, string? Error, string? Advice);

/// <summary>A report that somebody was told of, and that has gone out since.</summary>
internal sealed record Recovered(string ScheduleId, DateOnly LocalDay, DigestKind Kind, DateOnly LastDay, string Destination, string NoticeKey, bool IsLast);

/// <summary>Reads how reports stand, and remembers who was told that one has not gone out: once, and once that it did.</summary>
internal sealed class WatchStore(NpgsqlDataSource database)
{
    private const string ReadStanding =
        """
        SELECT (k.number - 1)::integer AS "Number", count(r.message_key) > 0 AS "HasRun", COALESCE(bool_or(o.state = 3), false) AS "IsGivenUp", COALESCE(bool_or(o.state IN (0, 1)), false) AS "Waits",
          (array_agg(o.error ORDER BY o.id) FILTER (WHERE o.state IN (0, 1, 3)))[1] AS "Error", (array_agg(o.advice ORDER BY o.id) FILTER (WHERE o.state = 3))[1] AS "Advice"
        FROM unnest(@ids::text[], @days::date[], @kinds::smallint[], @lasts::date[], @destinations::text[]) WITH ORDINALITY AS k (id, day, kind, last, destination, number)
        LEFT JOIN digest_run r ON (r.kind = k.kind AND r.last_day = k.last AND r.destination = k.destination COLLATE "C") OR (r.schedule_id = k.id COLLATE "C" AND r.local_day = k.day)
        LEFT JOIN outbox o ON o.message_key = r.message_key
        WHERE NOT EXISTS (SELECT FROM digest_watch w WHERE w.schedule_id = k.id COLLATE "C" AND w.local_day = k.day)
        GROUP BY k.number ORDER BY k.number
        """;
    private const string Tell =
        """
        INSERT INTO digest_watch (schedule_id, local_day, kind, last_day, destination, notice_key, told_at) VALUES (@id, @day, @kind, @last, @destination, @key, @at)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Those of which everything that belongs to them is done: sent, or taken back.</summary>
    private const string EndRecovered =
        """
        WITH ended AS (
          UPDATE digest_watch w SET ended_at = @at FROM digest_run r
          WHERE w.ended_at IS NULL AND ((r.schedule_id = w.schedule_id AND r.local_day = w.local_day) OR (r.kind = w.kind AND r.last_day = w.last_day AND r.destination = w.destination))
            AND EXISTS (SELECT FROM outbox o WHERE o.message_key = r.message_key AND o.state = 2) AND NOT EXISTS (SELECT FROM outbox o WHERE o.message_key = r.message_key AND o.state IN (0, 1, 3))
          RETURNING w.schedule_id, w.local_day, w.kind, w.last_day, w.destination, w.notice_key)
        SELECT e.schedule_id AS "ScheduleId", e.local_day AS "LocalDay", e.kind AS "Kind", e.last_day AS "LastDay", e.destination AS "Destination", e.notice_key AS "NoticeKey",
          NOT EXISTS (SELECT FROM digest_watch w WHERE w.notice_key = e.notice_key AND w.ended_at IS NULL AND NOT EXISTS (SELECT FROM ended x WHERE x.schedule_id = w.schedule_id AND x.local_day = w.local_day)) AS "IsLast"
        FROM ended e ORDER BY e.notice_key, e.destination
        """;
    private const string Forget = "DELETE FROM digest_watch WHERE told_at < @before";

    /// <summary>How each of the reports stands of which nobody was told yet.</summary>
    public async Task<IReadOnlyList<WatchedRun>> ReadAsync(IReadOnlyList<DueDigest> due, CancellationToken cancel)
    {
        if (due.Count == 0) return [];
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using NpgsqlCommand command = new(ReadStanding, connection);
        command.Parameters.AddRange(DigestRuns.Keys(due));
        List<WatchedRun> runs = [];
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            var standing = !rows.GetBoolean(1) ? Standing.NotBegun : rows.GetBoolean(2) ? Standing.GivenUp : rows.GetBoolean(3) ? Standing.Waiting : Standing.Sent;
            runs.Add(new(due[rows.GetInt32(0)], standing, rows.IsDBNull(4) ? null : rows.GetString(4), rows.IsDBNull(5) ? null : rows.GetString(5)));
        }

        return runs;
    }

    /// <summary>Remembers that somebody is told, together with what they are told. Another replica that was first tells for both.</summary>
    public async Task TellAsync(string key, IReadOnlyList<WatchedRun> runs, Func<IReadOnlyList<WatchedRun>, IReadOnlyList<OutboxItem>> write, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        List<WatchedRun> told = [];
        foreach (var run in runs)
        {
            var (schedule, due) = (run.Due.Schedule, run.Due.Due);
            var arguments = new { id = schedule.Id, day = due.LocalDay, kind = (short)schedule.Kind, last = due.Period.Last, destination = schedule.Destination, key, at = at.UtcDateTime };
            if (await connection.ExecuteAsync(new CommandDefinition(Tell, arguments, transaction, cancellationToken: cancel)) == 1) told.Add(run);
        }

        if (told.Count > 0) await OutboxStore.AddAsync(transaction, write(told), at, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The same for reports that have gone out since.</summary>
    public async Task EndAsync(Func<IReadOnlyList<Recovered>, IReadOnlyList<OutboxItem>> write, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(EndRecovered, new { at = at.UtcDateTime }, transaction, cancellationToken: cancel));
        List<Recovered> recovered = [.. rows.Select(row => new Recovered(row.ScheduleId, row.LocalDay, (DigestKind)row.Kind, row.LastDay, row.Destination, row.NoticeKey, row.IsLast))];
        if (recovered.Count > 0) await OutboxStore.AddAsync(transaction, write(recovered), at, cancel);
        await transaction.CommitAsync(cancel);
    }

    public async Task ForgetAsync(DateTimeOffset before, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(Forget, new { before = before.UtcDateTime }, cancellationToken: cancel));
    }

    private sealed record Row(string ScheduleId, DateOnly LocalDay, short Kind, DateOnly LastDay, string Destination, string NoticeKey, bool IsLast);
}
