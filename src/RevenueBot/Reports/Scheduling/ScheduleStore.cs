using Dapper;
using Npgsql;
using RevenueBot.Configuration;

namespace RevenueBot.Reports.Scheduling;

/// <summary>Every schedule that is in force: those of the configuration, and what people subscribed.</summary>
internal sealed class ScheduleStore(NpgsqlDataSource database, ReportSettings settings, Company company)
{
    private const string Configure =
        """
        INSERT INTO digest_schedule (id, kind, destination, cron, zone, is_configured, since, created_by) VALUES (@id, @kind, @destination, @cron, @zone, true, @at, @by)
        ON CONFLICT (id) DO UPDATE SET cron = excluded.cron, zone = excluded.zone WHERE (digest_schedule.cron, digest_schedule.zone) <> (excluded.cron, excluded.zone)
        """;
    private const string Forget = "DELETE FROM digest_schedule WHERE is_configured AND id <> ALL (@ids)";
    private const string ReadAll =
        """
        SELECT id AS "Id", kind AS "Kind", destination AS "Destination", cron AS "Cron", zone AS "Zone", is_configured AS "IsConfigured", since AS "Since", paused_at AS "PausedAt", created_by AS "By"
        FROM digest_schedule ORDER BY is_configured DESC, kind, destination
        """;
    private const string Subscribe =
        """
        INSERT INTO digest_schedule (id, kind, destination, cron, zone, is_configured, since, created_by) VALUES (@id, @kind, @destination, @cron, @zone, false, @at, @by)
        ON CONFLICT (kind, destination) WHERE NOT is_configured DO UPDATE SET cron = excluded.cron, zone = excluded.zone, paused_at = NULL,
          since = CASE WHEN digest_schedule.paused_at IS NULL THEN digest_schedule.since ELSE excluded.since END, created_by = excluded.created_by
        RETURNING id
        """;
    private const string Pause = "UPDATE digest_schedule SET paused_at = @at WHERE id = @id AND paused_at IS NULL";
    private const string Resume = "UPDATE digest_schedule SET paused_at = NULL, since = @at WHERE id = @id AND paused_at IS NOT NULL";
    private const string Stop = "DELETE FROM digest_schedule WHERE id = @id AND NOT is_configured";

    /// <summary>Brings the configuration to the table, and reads it. A schedule is in force from the moment it is first seen.</summary>
    public async Task<IReadOnlyList<DigestSchedule>> SyncAsync(DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var schedule in settings.Schedules)
            await connection.ExecuteAsync(new CommandDefinition(Configure, Arguments(schedule, at), transaction, cancellationToken: cancel));
        await connection.ExecuteAsync(new CommandDefinition(Forget, new { ids = settings.Schedules.Select(schedule => schedule.Id).ToArray() }, transaction, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
        return await ReadAsync(connection, cancel);
    }

    public async Task<IReadOnlyList<DigestSchedule>> ReadAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await ReadAsync(connection, cancel);
    }

    /// <summary>The same report to the same destination again changes its time.</summary>
    /// <returns>The id under which it is known.</returns>
    public async Task<string> SubscribeAsync(DigestSchedule schedule, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.QuerySingleAsync<string>(new CommandDefinition(Subscribe, Arguments(schedule, at), cancellationToken: cancel));
    }

    /// <summary>False where it was so already.</summary>
    public Task<bool> PauseAsync(string id, DateTimeOffset at, CancellationToken cancel) => ChangeAsync(Pause, id, at, cancel);

    /// <summary>What was due meanwhile is not sent.</summary>
    public Task<bool> ResumeAsync(string id, DateTimeOffset at, CancellationToken cancel) => ChangeAsync(Resume, id, at, cancel);

    /// <summary>Ends a subscription. What the configuration says stays.</summary>
    public Task<bool> StopAsync(string id, CancellationToken cancel) => ChangeAsync(Stop, id, default, cancel);

    private async Task<bool> ChangeAsync(string sql, string id, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition(sql, new { id, at = at.UtcDateTime }, cancellationToken: cancel)) == 1;
    }

    /// <summary>A schedule that this machine cannot read, for want of its zone, is left out: the doctor names it.</summary>
    private async Task<IReadOnlyList<DigestSchedule>> ReadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(ReadAll, cancellationToken: cancel));
        return [.. rows.Select(Of).OfType<DigestSchedule>()];
    }

    private DigestSchedule? Of(Row row) => DigestTiming.Read((DigestKind)row.Kind, row.Cron, row.Zone, company.Calendar).Timing is not { } timing ? null : new(row.Id, row.Destination, row.Cron, timing)
    {
        IsConfigured = row.IsConfigured, Since = new(row.Since, TimeSpan.Zero), PausedAt = row.PausedAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null, By = row.By,
    };

    private static object Arguments(DigestSchedule schedule, DateTimeOffset at) =>
        new { id = schedule.Id, kind = (short)schedule.Kind, destination = schedule.Destination, cron = schedule.Cron, zone = schedule.Timing.Zone.Id, at = at.UtcDateTime, by = schedule.By };

    private sealed record Row(string Id, short Kind, string Destination, string Cron, string Zone, bool IsConfigured, DateTime Since, DateTime? PausedAt, string By);
}
