using Npgsql;
using NpgsqlTypes;

namespace RevenueBot.Dashboard.Live;

/// <summary>What a pass over the database found.</summary>
/// <param name="Rows">Everything after the number that was asked for, in order.</param>
/// <param name="NextAt">When something that waits may be told; null: nothing waits.</param>
internal sealed record LivePass(IReadOnlyList<LiveRow> Rows, DateTimeOffset? NextAt);

/// <summary>
/// Turns what was committed into numbered events. Whoever does it holds a lock until the commit, so numbers become visible in their order,
/// and a transaction that commits late is told late instead of being missed.
/// </summary>
internal sealed class LiveStore(NpgsqlDataSource database)
{
    /// <summary>Of each type but alerts there is one event within this time: the last.</summary>
    public static TimeSpan Gather { get; } = TimeSpan.FromSeconds(30);

    /// <summary>An evaluation at which many alerts fire tells of those with most at stake.</summary>
    public const int MostAlerts = 20;

    private const string Begin = "BEGIN", Commit = "COMMIT";
    private const string Columns = "seq, type, at, customer_id, reference, amount, currency";

    internal const string Lock = "SELECT pg_advisory_xact_lock(5928240478240)";

    /// <summary>Only what is committed can be taken; the rest of a transaction that still runs stays for the next pass.</summary>
    internal const string PublishChanges =
        """
        WITH due AS (
          SELECT kind FROM unnest(ARRAY[1, 2, 3, 4]::smallint[]) AS k (kind)
          WHERE NOT EXISTS (SELECT FROM live_event e WHERE e.type = k.kind AND e.published_at > $2 AND e.published_at <= $1)),
        taken AS (DELETE FROM change_notice n USING due WHERE n.kind = due.kind RETURNING n.*),
        told AS (
          INSERT INTO live_event (type, at, published_at, customer_id, reference, amount, currency)
          SELECT kind, at, $1, customer_id, reference, amount, currency FROM (SELECT DISTINCT ON (kind) * FROM taken ORDER BY kind, notice_id DESC) AS last ORDER BY kind
          RETURNING seq)
        SELECT count(pg_notify('live_event', '')) FROM told
        """;

    /// <summary>Alerts that fired by one of some rules.</summary>
    internal const string PublishAlerts =
        """
        WITH fired AS (
          SELECT event_id, alert_id, rule, subject, at, mrr FROM alert_event WHERE kind = 1 AND event_id > (SELECT alert_event FROM live_mark)),
        marked AS (UPDATE live_mark SET alert_event = (SELECT max(event_id) FROM fired) WHERE EXISTS (SELECT FROM fired)),
        most AS (SELECT * FROM fired WHERE rule = ANY ($2::text[]) ORDER BY mrr DESC NULLS LAST, event_id LIMIT 20),
        told AS (
          INSERT INTO live_event (type, at, published_at, customer_id, reference, amount)
          SELECT 5, at, $1, subject, alert_id, mrr FROM most ORDER BY event_id
          RETURNING seq)
        SELECT count(pg_notify('live_event', '')) FROM told
        """;

    /// <summary>The time of the last event of the type that waits for the shortest time; long ago where there was none.</summary>
    internal const string ReadWaiting =
        """
        SELECT min(COALESCE((SELECT max(e.published_at) FROM live_event e WHERE e.type = k.kind AND e.published_at <= $1), '-infinity')) FROM unnest(ARRAY[1, 2, 3, 4]::smallint[]) AS k (kind)
        WHERE EXISTS (SELECT FROM change_notice n WHERE n.kind = k.kind)
        """;
    internal const string ReadAfter = $"SELECT {Columns} FROM live_event WHERE seq > $1 ORDER BY seq LIMIT 1000";
    internal const string ReadNewest = $"SELECT {Columns} FROM live_event ORDER BY seq DESC LIMIT $1";
    internal const string Forget = "DELETE FROM live_event WHERE published_at < $1 AND seq < (SELECT max(seq) FROM live_event)";

    /// <summary>Numbers what may be told by now, and reads what was numbered here or elsewhere.</summary>
    /// <param name="rules">Those whose alerts are told.</param>
    public async Task<LivePass> PassAsync(DateTimeOffset now, string[] rules, long after, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using NpgsqlBatch batch = new(connection);
        Add(batch, Begin);
        Add(batch, Lock);
        Add(batch, PublishChanges, Time(now), Time(now - Gather));
        Add(batch, PublishAlerts, Time(now), new NpgsqlParameter<string[]> { TypedValue = rules, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        Add(batch, Commit);
        Add(batch, ReadWaiting, Time(now));
        Add(batch, ReadAfter, new NpgsqlParameter<long> { TypedValue = after });
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        await rows.NextResultAsync(cancel); // the lock, then what was told
        await rows.NextResultAsync(cancel);
        await rows.NextResultAsync(cancel);
        await rows.ReadAsync(cancel);
        DateTimeOffset? waiting = rows.IsDBNull(0) ? null : rows.GetFieldValue<DateTimeOffset>(0);
        await rows.NextResultAsync(cancel);
        return new(await ListAsync(rows, cancel), waiting is { } last ? last > now - Gather ? last + Gather : now : null);
    }

    /// <summary>The last ones, oldest first.</summary>
    public async Task<IReadOnlyList<LiveRow>> NewestAsync(int most, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(ReadNewest);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var newest = await ListAsync(rows, cancel);
        newest.Reverse();
        return newest;
    }

    public async Task ForgetAsync(DateTimeOffset before, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(Forget);
        command.Parameters.Add(Time(before));
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<List<LiveRow>> ListAsync(NpgsqlDataReader rows, CancellationToken cancel)
    {
        List<LiveRow> list = [];
        while (await rows.ReadAsync(cancel))
        {
            list.Add(new LiveRow(rows.GetInt64(0), (LiveType)rows.GetInt16(1), rows.GetFieldValue<DateTimeOffset>(2), Text(3), Text(4), rows.IsDBNull(5) ? null : rows.GetInt64(5), Text(6)));
        }

        return list;

        string? Text(int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
    }

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        NpgsqlBatchCommand command = new(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter<DateTimeOffset> Time(DateTimeOffset at) => new() { TypedValue = at.ToUniversalTime(), NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
