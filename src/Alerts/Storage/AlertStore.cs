using Dapper;
using Npgsql;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.States;

namespace RevenueBot.Alerts.Storage;

/// <summary>What commits together: what is remembered of alerts, why, and what is to be sent.</summary>
public sealed record AlertWrite(IReadOnlyList<AlertStatus> Statuses, IReadOnlyList<AlertEvent> Events, IReadOnlyList<OutboxItem> Items)
{
    internal const int RowsAtATime = 2_000;
}

/// <summary>Alerts as they are remembered.</summary>
public sealed class AlertStore(NpgsqlDataSource dataSource)
{
    private const string AsJson = "SELECT row_to_json(a)::text FROM alert_state a ";

    internal const string ReadLive =
        AsJson + "WHERE a.state <> 0 OR a.message_key IN (SELECT o.message_key FROM alert_state o WHERE o.state <> 0 AND o.message_key IS NOT NULL)";
    internal const string ReadOne = AsJson + "WHERE a.alert_id = @alertId";
    internal const string ReadMessage = AsJson + "WHERE a.message_key = @messageKey";
    internal const string ReadOpen = AsJson + "WHERE a.before_state IN (2, 3) ORDER BY a.fired_at DESC, a.alert_id LIMIT @limit";
    internal const string ReadClosed = AsJson + "WHERE a.ended_at >= @since AND a.before_state NOT IN (2, 3) AND a.alert_id IS NOT NULL ORDER BY a.ended_at DESC, a.alert_id LIMIT @limit";
    internal const string ReadSubject = AsJson + "WHERE a.subject = @subject AND a.before_state IN (2, 3) ORDER BY a.fired_at DESC";
    internal const string ReadEvents =
        """
        SELECT alert_id AS "AlertId", rule AS "Rule", subject AS "Subject", at AS "At", kind AS "Kind", reason AS "Reason", value AS "Value", mrr AS "Mrr", by_person AS "By"
        FROM alert_event WHERE alert_id = @alertId ORDER BY event_id
        """;

    /// <summary>A row that is not what the writer has read stays as it is; a closed one gives way to a new episode.</summary>
    internal const string Write =
        "INSERT INTO alert_state AS a SELECT fingerprint, rule, subject, state, before_state, since, last_eval, seen_ms, condition, last_value, missed, alert_id, fired_at, fired_value, "
        + "ended_at, mrr, reason, handling, message_key, destination, told_at, told_value, hold, for_morning, version + 1 FROM jsonb_to_recordset(@rows::jsonb) AS r (" + AlertRow.Columns + ") "
        + """
          ON CONFLICT (fingerprint) DO UPDATE SET state = excluded.state, before_state = excluded.before_state, since = excluded.since, last_eval = excluded.last_eval,
            seen_ms = excluded.seen_ms, condition = excluded.condition, last_value = excluded.last_value, missed = excluded.missed, alert_id = excluded.alert_id,
            fired_at = excluded.fired_at, fired_value = excluded.fired_value, ended_at = excluded.ended_at, mrr = excluded.mrr, reason = excluded.reason,
            handling = excluded.handling, message_key = excluded.message_key, destination = excluded.destination, told_at = excluded.told_at,
            told_value = excluded.told_value, hold = excluded.hold, for_morning = excluded.for_morning, version = a.version + 1
          WHERE a.version = excluded.version - 1 OR (excluded.version = 1 AND a.state = 0)
          RETURNING a.rule, a.subject
          """;
    internal const string AddEvents =
        """
        INSERT INTO alert_event (alert_id, rule, subject, at, kind, reason, value, mrr, by_person)
        SELECT alert_id, rule, subject, at, kind, reason, value, mrr, by_person
        FROM jsonb_to_recordset(@rows::jsonb) AS r (alert_id text, rule text, subject text, at timestamptz, kind smallint, reason text, value numeric, mrr bigint, by_person text)
        """;

    /// <summary>Whoever listens is woken by the commit; these are few, and may wait for each other.</summary>
    internal const string Notify = "SELECT pg_notify('alerts_changed', '')";

    /// <summary>The right to evaluate; null where another replica is at it. Dispose it to give it back.</summary>
    public Task<AlertTurn?> TakeTurnAsync(CancellationToken cancel) => AlertTurn.TakeAsync(dataSource, cancel);

    /// <summary>What is open now, newest first.</summary>
    public Task<IReadOnlyList<AlertStatus>> OpenAsync(int limit, CancellationToken cancel) => ReadAsync(ReadOpen, new { limit }, cancel);

    /// <summary>What has ended since a moment, the last ended first; of a rule and subject the last episode alone is remembered.</summary>
    public Task<IReadOnlyList<AlertStatus>> ClosedAsync(DateTimeOffset since, int limit, CancellationToken cancel) => ReadAsync(ReadClosed, new { since = since.UtcDateTime, limit }, cancel);

    /// <summary>What is open about one subject.</summary>
    public Task<IReadOnlyList<AlertStatus>> OpenAsync(string subject, CancellationToken cancel) => ReadAsync(ReadSubject, new { subject }, cancel);

    /// <summary>An episode by its opaque id, open or the last of its rule and subject; null where there is none.</summary>
    public async Task<AlertStatus?> FindAsync(string alertId, CancellationToken cancel) => await ReadAsync(ReadOne, new { alertId }, cancel) is [var found] ? found : null;

    /// <summary>All alerts that a message shows.</summary>
    public Task<IReadOnlyList<AlertStatus>> OfMessageAsync(string messageKey, CancellationToken cancel) => ReadAsync(ReadMessage, new { messageKey }, cancel);

    /// <summary>The history of an episode, oldest first.</summary>
    public async Task<IReadOnlyList<AlertEvent>> HistoryAsync(string alertId, CancellationToken cancel)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<EventRow>(new CommandDefinition(ReadEvents, new { alertId }, cancellationToken: cancel));
        return [.. rows.Select(row => new AlertEvent(row.AlertId, row.Rule, row.Subject, new(row.At, TimeSpan.Zero), row.Kind, row.Reason, row.Value, row.Mrr, row.By))];
    }

    /// <summary>What a person did. False where an alert changed meanwhile: read it again and repeat.</summary>
    public async Task<bool> ActAsync(AlertWrite write, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (await WriteAsync(transaction, write, at, cancel) < write.Statuses.Count) return false;
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Writes within a transaction; what another writer changed is left out with all that follows from it.</summary>
    /// <returns>How many statuses were written.</returns>
    internal static async Task<int> WriteAsync(NpgsqlTransaction transaction, AlertWrite write, DateTimeOffset at, CancellationToken cancel)
    {
        HashSet<(string, string)> written = [];
        foreach (var rows in write.Statuses.Chunk(AlertWrite.RowsAtATime))
            written.UnionWith(await transaction.Connection!.QueryAsync<(string, string)>(Command(transaction, Write, rows.Select(AlertRow.Of), cancel)));
        var lost = write.Statuses.Where(status => !written.Contains((status.Rule, status.Subject))).Select(status => status.AlertId).ToHashSet();
        foreach (var rows in write.Events.Where(one => !lost.Contains(one.AlertId)).Chunk(AlertWrite.RowsAtATime))
            await transaction.Connection!.ExecuteAsync(Command(transaction, AddEvents, rows.Select(Row), cancel));
        if (write.Events.Count > 0) await transaction.Connection!.ExecuteAsync(new CommandDefinition(Notify, transaction: transaction, cancellationToken: cancel));
        await OutboxStore.AddAsync(transaction, [.. write.Items.Where(item => item.AlertId is null || !lost.Contains(item.AlertId))], at, cancel);
        return written.Count;
    }

    internal static AlertStatus Status(string json) => AlertJson.Read<AlertRow>(json).ToStatus();

    private static object Row(AlertEvent one) => new { one.AlertId, one.Rule, one.Subject, one.At, one.Kind, one.Reason, one.Value, one.Mrr, ByPerson = one.By };

    private static CommandDefinition Command<T>(NpgsqlTransaction transaction, string sql, IEnumerable<T> rows, CancellationToken cancel) =>
        new(sql, new { rows = AlertJson.Write(rows) }, transaction, cancellationToken: cancel);

    private async Task<IReadOnlyList<AlertStatus>> ReadAsync(string sql, object arguments, CancellationToken cancel)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancel);
        return [.. (await connection.QueryAsync<string>(new CommandDefinition(sql, arguments, cancellationToken: cancel))).Select(Status)];
    }

    private sealed record EventRow(string AlertId, string Rule, string Subject, DateTime At, short Kind, string Reason, decimal? Value, long? Mrr, string? By);
}
