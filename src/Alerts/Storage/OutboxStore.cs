using System.Text.Json;
using Dapper;
using Npgsql;
using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Dispatch;

namespace RevenueBot.Alerts.Storage;

/// <summary>What is to be sent, and how it went. Times are the caller's: leases and waits are compared with them alone.</summary>
public sealed class OutboxStore(NpgsqlDataSource dataSource)
{
    private const string Unfinished = "state IN (0, 1)", NoCard = "card_not_posted";

    private const long ClaimLock = 0x5245_564D_0011;

    internal const string LockClaims = "SELECT pg_advisory_xact_lock(@key)";
    internal const string AddMessage =
        """
        INSERT INTO outbox_message (message_key, destination, version, created_at) VALUES (@messageKey, @destination, 1, @at)
        ON CONFLICT (message_key) DO UPDATE SET version = outbox_message.version + 1 RETURNING version
        """;
    internal const string Supersede = "UPDATE outbox SET state = 4, ended_at = @at WHERE message_key = @messageKey AND kind = 1 AND state = 0";
    internal const string Add =
        """
        INSERT INTO outbox (destination, message_key, kind, dedupe_key, alert_id, repeats_unknown, payload, due_at, created_at, aged_from)
        VALUES (@destination, @messageKey, @kind, @dedupeKey, @alertId, @repeatsUnknown, @payload::jsonb, @at, @at, @at)
        ON CONFLICT (dedupe_key) DO NOTHING
        """;

    /// <summary>
    /// First what a dead dispatcher left, then what is due where nothing is in flight, nothing earlier of the same message is unfinished,
    /// and nobody asked for patience. A line waits until its card is posted; a card that is not posted does not wait for lines.
    /// </summary>
    internal const string Take =
        $"""
        UPDATE outbox SET state = 1, attempts = attempts + 1, uncertain = uncertain OR state = 1, locked_until = @lease, lock_token = @token
        WHERE id = (
          SELECT o.id FROM outbox o JOIN outbox_message m ON m.message_key = o.message_key LEFT JOIN outbox_message s ON s.message_key = m.merged_into
          WHERE (o.state = 1 AND o.locked_until <= @at)
             OR (o.state = 0 AND o.due_at <= @at AND ((o.kind = 1 AND m.merged_into IS NULL) OR COALESCE(m.reference, s.reference) IS NOT NULL)
                 AND NOT EXISTS (SELECT FROM outbox f WHERE f.destination = o.destination AND f.state = 1)
                 AND NOT EXISTS (SELECT FROM outbox e WHERE e.message_key = o.message_key AND e.{Unfinished} AND e.id < o.id AND (e.kind = 1 OR m.reference IS NOT NULL))
                 AND NOT EXISTS (SELECT FROM outbox_pause p WHERE p.destination = o.destination AND p.until > @at))
          ORDER BY o.state DESC, o.id LIMIT 1 FOR UPDATE OF o SKIP LOCKED)
        RETURNING id AS "Id", destination AS "Destination", message_key AS "MessageKey", kind AS "Kind", dedupe_key AS "DedupeKey", alert_id AS "AlertId",
          repeats_unknown AS "RepeatsUnknown", payload::text AS "Payload", jsonb_exists(payload, 'report') AS "IsReport", attempts AS "Attempts", uncertain AS "Uncertain", created_at AS "CreatedAt", aged_from AS "AgedFrom",
          (SELECT reference FROM outbox_message m WHERE m.message_key = outbox.message_key) AS "Reference",
          (SELECT s.reference FROM outbox_message m JOIN outbox_message s ON s.message_key = m.merged_into WHERE m.message_key = outbox.message_key) AS "SummaryReference"
        """;
    internal const string End =
        """
        UPDATE outbox SET state = @state, uncertain = @uncertain, due_at = COALESCE(@dueAt, due_at), locked_until = @lockedUntil, error = @error, advice = @advice, ended_at = @endedAt
        WHERE id = @id AND state = 1 AND lock_token = @token
        """;
    internal const string DropLines = "UPDATE outbox SET state = 4, ended_at = @at WHERE message_key = @messageKey AND kind = 2 AND state = 0";
    internal const string SetReference = "UPDATE outbox_message SET reference = @reference WHERE message_key = @messageKey AND reference IS NULL";
    internal const string ForgetReference = "UPDATE outbox_message SET reference = NULL WHERE message_key = @messageKey";

    /// <summary>What a later card of the same message has said meanwhile is no dead letter any more.</summary>
    internal const string SettleDead = "UPDATE outbox SET state = 4 WHERE message_key = @messageKey AND kind = 1 AND state = 3 AND id < @id";

    /// <summary>
    /// Lines that wait for a card that nobody will post: given up with it where it was given up, of no use where it was dropped.
    /// </summary>
    internal const string Strand =
        $"""
        UPDATE outbox AS l SET ended_at = @at, error = '{NoCard}', advice = 'Replay the card that it belongs to: it follows by itself.',
          state = CASE WHEN EXISTS (SELECT FROM outbox d WHERE d.message_key IN (m.message_key, s.message_key) AND d.kind = 1 AND d.state = 3) THEN 3 ELSE 4 END
        FROM outbox_message m LEFT JOIN outbox_message s ON s.message_key = m.merged_into
        WHERE m.message_key = l.message_key AND l.kind = 2 AND l.state = 0 AND COALESCE(m.reference, s.reference) IS NULL
          AND NOT EXISTS (SELECT FROM outbox c WHERE c.message_key IN (m.message_key, s.message_key) AND c.kind = 1 AND c.{Unfinished})
        """;

    /// <summary>The lines of a card that is posted after all.</summary>
    internal const string Revive =
        $"""
        UPDATE outbox SET state = 0, attempts = 0, due_at = @at, aged_from = @at, error = NULL, advice = NULL, ended_at = NULL
        WHERE kind = 2 AND state = 3 AND error = '{NoCard}' AND message_key IN (SELECT message_key FROM outbox_message WHERE message_key = @messageKey OR merged_into = @messageKey)
        """;
    internal const string Pause =
        """
        INSERT INTO outbox_pause (destination, until, reason) VALUES (@destination, @until, @reason)
        ON CONFLICT (destination) DO UPDATE SET until = GREATEST(outbox_pause.until, excluded.until), reason = excluded.reason
        """;
    internal const string ReadLate =
        """
        SELECT o.id AS "Id", o.message_key AS "MessageKey", o.payload::text AS "Payload" FROM outbox o JOIN outbox_message m ON m.message_key = o.message_key
        WHERE o.destination = @destination AND o.kind = 1 AND NOT jsonb_exists(o.payload, 'report') AND o.state = 0 AND NOT o.uncertain AND o.aged_from <= @before AND m.reference IS NULL AND m.merged_into IS NULL
        ORDER BY o.id FOR UPDATE OF o SKIP LOCKED
        """;
    internal const string MergeRows = "UPDATE outbox SET state = 5, ended_at = @at, locked_until = NULL WHERE id = ANY (@ids)";
    internal const string MergeMessages = "UPDATE outbox_message SET merged_into = @into WHERE message_key = ANY (@keys)";
    internal const string ReadDead =
        """
        SELECT id AS "Id", destination AS "Destination", kind AS "Kind", alert_id AS "AlertId", COALESCE(error, '') AS "Error", COALESCE(advice, '') AS "Advice", attempts AS "Attempts", created_at AS "CreatedAt"
        FROM outbox WHERE state = 3 ORDER BY id DESC LIMIT @limit
        """;
    internal const string ReadStanding =
        """SELECT count(*) FILTER (WHERE state = 3)::integer AS "Dead", count(*) FILTER (WHERE state <> 3)::integer AS "Waiting", min(created_at) FILTER (WHERE state <> 3) AS "Oldest" FROM outbox WHERE state IN (0, 1, 3)""";
    internal const string ReadState = """SELECT count(DISTINCT message_key) FILTER (WHERE state IN (0, 1))::integer AS "Waiting", count(DISTINCT message_key) FILTER (WHERE state = 3)::integer AS "Dead" FROM outbox WHERE message_key = ANY (@keys)""";
    internal const string Replay =
        $"""
        UPDATE outbox AS o SET state = 0, attempts = 0, due_at = @at, aged_from = @at, error = NULL, advice = NULL, ended_at = NULL, locked_until = NULL, uncertain = uncertain AND repeats_unknown
        WHERE id = @id AND state = 3 AND COALESCE(error, '') <> '{NoCard}'
          AND NOT (kind = 1 AND EXISTS (SELECT FROM outbox n WHERE n.message_key = o.message_key AND n.kind = 1 AND n.id > o.id AND n.state <> 3))
        """;
    internal const string Forget = "DELETE FROM outbox WHERE state IN (2, 4, 5) AND ended_at < @before";

    /// <summary>Puts items in, within the transaction of what caused them. A newer card of a message takes the place of one that waits.</summary>
    public static async Task AddAsync(NpgsqlTransaction transaction, IReadOnlyList<OutboxItem> items, DateTimeOffset at, CancellationToken cancel)
    {
        foreach (var item in items) await AddAsync(transaction, item, at, cancel);
    }

    /// <summary>Claims the next thing to send; null where nothing is due. The claim has committed: nothing stays open during the call.</summary>
    public async Task<Claim?> ClaimAsync(DateTimeOffset at, TimeSpan lease, CancellationToken cancel)
    {
        var token = Guid.NewGuid();
        try
        {
            var row = await TakeAsync(new { at = at.UtcDateTime, lease = (at + lease).UtcDateTime, token }, cancel);
            return row is null ? null : row.TryRead(token) ?? await GiveUpUnreadableAsync(row, token, at, cancel);
        }
        catch (PostgresException conflict) when (conflict.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return null; // another dispatcher began with the same destination at this moment
        }
    }

    /// <summary>
    /// Claims are made one after the other: each sees what the one before took, and what its end left behind. Two at once could both find a
    /// destination at rest, and the second would pass by a message that has to wait, or a platform that asked for patience.
    /// </summary>
    private async Task<ClaimRow?> TakeAsync(object arguments, CancellationToken cancel)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await ExecuteAsync(transaction, LockClaims, new { key = ClaimLock }, cancel);
        var row = (await connection.QueryAsync<ClaimRow>(new CommandDefinition(Take, arguments, transaction, cancellationToken: cancel))).FirstOrDefault();
        await transaction.CommitAsync(cancel);
        return row;
    }

    /// <summary>Remembers how an attempt ended. False where the lease was lost meanwhile: whoever has it decides.</summary>
    public async Task<bool> EndAsync(Claim claim, Ending ending, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (await ExecuteAsync(transaction, End, ending.Arguments(claim, at), cancel) == 0) return false;
        await FollowAsync(transaction, claim, ending, new { claim.Id, claim.MessageKey, ending.Reference, At = at.UtcDateTime }, cancel);
        if (ending.PauseUntil is { } until) await ExecuteAsync(transaction, Pause, new { destination = claim.Destination, until = until.UtcDateTime, reason = ending.Error }, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>What the end of one attempt means for the message and its other rows.</summary>
    private static async Task FollowAsync(NpgsqlTransaction transaction, Claim claim, Ending ending, object arguments, CancellationToken cancel)
    {
        if (ending.ForgetsReference) await ExecuteAsync(transaction, ForgetReference, arguments, cancel);
        if (ending.Reference is not null)
        {
            await ExecuteAsync(transaction, SetReference, arguments, cancel);
            await ExecuteAsync(transaction, Revive, arguments, cancel);
        }

        if (ending.State == OutboxState.Sent && claim.Item.Card is not null) await ExecuteAsync(transaction, SettleDead, arguments, cancel);
        if (ending.State == OutboxState.Superseded) await ExecuteAsync(transaction, DropLines, arguments, cancel);
        if (ending.State == OutboxState.Dead) await ExecuteAsync(transaction, Strand, arguments, cancel);
    }

    /// <summary>Written by a newer version, before this one came back: it must not hold its destination for ever.</summary>
    private async Task<Claim?> GiveUpUnreadableAsync(ClaimRow row, Guid token, DateTimeOffset at, CancellationToken cancel)
    {
        Ending ending = new(OutboxState.Dead, "unreadable") { Advice = "Another version of the bot wrote this message: run that version, or write the alert anew, then replay it." };
        await EndAsync(row.ToClaim(token, new(row.Destination, row.MessageKey, row.DedupeKey)), ending, at, cancel);
        return null;
    }

    /// <summary>Other first posts of the same destination that are too old to be posted alone become part of one summary.</summary>
    /// <param name="claim">One of them; it is merged too.</param>
    /// <param name="summarise">Writes the summary of all their cards, the claimed one first.</param>
    /// <returns>False where the claimed one is alone.</returns>
    public async Task<bool> MergeLateAsync(Claim claim, DateTimeOffset before, Func<IReadOnlyList<AlertCard>, AlertCard> summarise, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var arguments = new { destination = claim.Destination, before = before.UtcDateTime };
        var late = (await connection.QueryAsync<LateRow>(new CommandDefinition(ReadLate, arguments, transaction, cancellationToken: cancel))).ToList();
        if (late.Count == 0) return false;
        var key = $"late_{claim.Id}";
        await ExecuteAsync(transaction, MergeRows, new { ids = late.Select(row => row.Id).Append(claim.Id).ToArray(), at = at.UtcDateTime }, cancel);
        await ExecuteAsync(transaction, MergeMessages, new { into = key, keys = late.Select(row => row.MessageKey).Append(claim.MessageKey).ToArray() }, cancel);
        var card = summarise([claim.Item.Card!, .. late.Select(row => AlertJson.Read<AlertCard>(row.Payload))]);
        await AddAsync(transaction, new OutboxItem(claim.Destination, key, null) { Card = card }, at, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>How many messages were given up, how many wait, and since when the oldest does.</summary>
    public async Task<(int Dead, int Waiting, DateTimeOffset? Oldest)> StandingAsync(CancellationToken cancel)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancel);
        var (dead, waiting, oldest) = await connection.QuerySingleAsync<(int, int, DateTime?)>(new CommandDefinition(ReadStanding, cancellationToken: cancel));
        return (dead, waiting, oldest is { } at ? Utc(at) : null);
    }

    /// <summary>How many of some messages wait for something of theirs, and of how many something was given up.</summary>
    public async Task<(int Waiting, int Dead)> StateOfAsync(IReadOnlyList<string> messageKeys, CancellationToken cancel)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancel);
        return await connection.QuerySingleAsync<(int, int)>(new CommandDefinition(ReadState, new { keys = messageKeys.ToArray() }, cancellationToken: cancel));
    }

    /// <summary>What was given up, newest first.</summary>
    public async Task<IReadOnlyList<DeadLetter>> DeadAsync(int limit, CancellationToken cancel)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<DeadRow>(new CommandDefinition(ReadDead, new { limit }, cancellationToken: cancel));
        return [.. rows.Select(row => new DeadLetter(row.Id, row.Destination, (OutboxKind)row.Kind, row.AlertId, row.Error, row.Advice, row.Attempts, Utc(row.CreatedAt)))];
    }

    /// <summary>Sends something again that was given up. False where it is not dead, or waits for its card, or a newer card has taken its place.</summary>
    public async Task<bool> ReplayAsync(long id, DateTimeOffset at, CancellationToken cancel) => await ExecuteAsync(Replay, new { id, at = at.UtcDateTime }, cancel) == 1;

    /// <summary>Forgets what is done; what was given up stays. Lines that nothing will ever post are given up.</summary>
    public async Task TidyAsync(DateTimeOffset before, DateTimeOffset at, CancellationToken cancel)
    {
        await ExecuteAsync(Forget, new { before = before.UtcDateTime }, cancel);
        await ExecuteAsync(Strand, new { at = at.UtcDateTime }, cancel);
    }

    private static async Task AddAsync(NpgsqlTransaction transaction, OutboxItem item, DateTimeOffset at, CancellationToken cancel)
    {
        var dedupeKey = item.DedupeKey;
        if (item.Kind == OutboxKind.Card)
        {
            var message = new { messageKey = item.MessageKey, destination = item.Destination, at = at.UtcDateTime };
            var version = await transaction.Connection!.ExecuteScalarAsync<int>(new CommandDefinition(AddMessage, message, transaction, cancellationToken: cancel));
            await ExecuteAsync(transaction, Supersede, new { messageKey = item.MessageKey, at = at.UtcDateTime }, cancel);
            dedupeKey ??= $"{item.MessageKey}.v{version}";
        }

        await ExecuteAsync(transaction, Add, new
        {
            destination = item.Destination, messageKey = item.MessageKey, kind = (short)item.Kind, dedupeKey, alertId = item.AlertId, repeatsUnknown = item.RepeatsUnknown,
            payload = item switch { { Report: { } report } => AlertJson.Write(report), { Card: { } card } => AlertJson.Write(card), _ => AlertJson.Write(item.Line) }, at = at.UtcDateTime,
        }, cancel);
    }

    private async Task<int> ExecuteAsync(string sql, object arguments, CancellationToken cancel)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition(sql, arguments, cancellationToken: cancel));
    }

    private static Task<int> ExecuteAsync(NpgsqlTransaction transaction, string sql, object arguments, CancellationToken cancel) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, arguments, transaction, cancellationToken: cancel));

    private static DateTimeOffset Utc(DateTime time) => new(time, TimeSpan.Zero);

    private sealed record LateRow(long Id, string MessageKey, string Payload);

    private sealed record DeadRow(long Id, string Destination, short Kind, string? AlertId, string Error, string Advice, int Attempts, DateTime CreatedAt);

    private sealed record ClaimRow(
        long Id, string Destination, string MessageKey, short Kind, string DedupeKey, string? AlertId, bool RepeatsUnknown, string Payload, bool IsReport, int Attempts, bool Uncertain,
        DateTime CreatedAt, DateTime AgedFrom, string? Reference, string? SummaryReference)
    {
        /// <summary>Null where the payload cannot be read.</summary>
        public Claim? TryRead(Guid token)
        {
            try
            {
                return ToClaim(token, ToItem());
            }
            catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException)
            {
                return null;
            }
        }

        public Claim ToClaim(Guid token, OutboxItem item) => new(Id, Destination, MessageKey, item, Attempts, Uncertain, Reference, SummaryReference, Utc(CreatedAt), Utc(AgedFrom), token);

        private OutboxItem ToItem()
        {
            OutboxItem item = new(Destination, MessageKey, DedupeKey) { AlertId = AlertId, RepeatsUnknown = RepeatsUnknown };
            if (IsReport) return item with { Report = AlertJson.Read<ReportPost>(Payload) };
            return (OutboxKind)Kind == OutboxKind.Card ? item with { Card = AlertJson.Read<AlertCard>(Payload) } : item with { Line = AlertJson.Read<ThreadLine>(Payload) };
        }
    }
}
