using Dapper;
using Npgsql;

namespace RevenueBot.Jobs;

/// <summary>A run of a job.</summary>
/// <param name="EndedAt">Null while it runs, or where its replica died.</param>
/// <param name="Error">Null where it went well.</param>
internal sealed record JobRun(string Name, DateTimeOffset DueAt, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Error);

/// <summary>How a job has fared.</summary>
/// <param name="LastRun">When its newest run began; null: it never ran.</param>
/// <param name="LastSuccess">When the newest that went well ended; null: none did, or none is remembered.</param>
/// <param name="FailuresSince">How many have failed since.</param>
internal sealed record JobStanding(string Name, DateTimeOffset? LastRun, DateTimeOffset? LastSuccess, long FailuresSince);

/// <summary>What jobs depend on: whether there is anything to compute from, since when by the present rules, and when a day that was over last changed.</summary>
internal sealed record LedgerAge(bool HasRows, DateTimeOffset? RebuiltAt, DateTimeOffset? ChangedAt = null);

/// <summary>Remembers which runs have been done. A run is claimed before it begins, so that no other replica does it too.</summary>
internal sealed class JobRuns(NpgsqlDataSource database, TimeProvider time)
{
    private const string Claim =
        """
        INSERT INTO job_run (name, due_at, started_at) VALUES (@name, @dueAt, @now)
        ON CONFLICT (name, due_at) DO UPDATE SET started_at = excluded.started_at WHERE job_run.ended_at IS NULL AND job_run.started_at <= @lost
        """;
    private const string End = "UPDATE job_run SET ended_at = @now, error = @error WHERE name = @name AND due_at = @dueAt";
    private const string Release = "DELETE FROM job_run WHERE name = @name AND due_at = @dueAt AND ended_at IS NULL";
    private const string Forget = "DELETE FROM job_run WHERE due_at < @before OR (name = @name AND due_at < @soon AND error IS NULL)";
    private const string ReadNewest =
        """
        SELECT DISTINCT ON (name) name AS "Name", due_at AS "DueAt", started_at AS "StartedAt", ended_at AS "EndedAt", error AS "Error"
        FROM job_run ORDER BY name, due_at DESC
        """;
    private const string ReadLast = "SELECT max(due_at) FROM job_run WHERE name = @name AND ended_at IS NOT NULL AND error IS NULL";
    private const string ReadStanding =
        """
        SELECT n.name AS "Name", (SELECT r.started_at FROM job_run r WHERE r.name = n.name ORDER BY r.due_at DESC LIMIT 1) AS "LastRun", good.ended_at AS "LastSuccess",
          (SELECT count(*) FROM job_run f WHERE f.name = n.name AND f.due_at > COALESCE(good.due_at, '-infinity') AND f.error IS NOT NULL) AS "FailuresSince"
        FROM unnest(@names::text[]) AS n (name)
        LEFT JOIN LATERAL (SELECT g.due_at, g.ended_at FROM job_run g WHERE g.name = n.name AND g.ended_at IS NOT NULL AND g.error IS NULL ORDER BY g.due_at DESC LIMIT 1) good ON true
        """;
    private const string ReadAge =
        """
        SELECT EXISTS (SELECT FROM movement) AS "HasRows", rebuilt_at AS "RebuiltAt",
          GREATEST((SELECT max(recorded_at) FROM late_change WHERE recorded_at < @slot), (SELECT max(known_until) FROM fx_rate_version WHERE known_until < @slot)) AS "ChangedAt"
        FROM ledger_meta
        """;

    /// <summary>A run that has not ended after this time has lost its replica.</summary>
    private static readonly TimeSpan _mayTake = TimeSpan.FromHours(1);

    private static readonly TimeSpan _isKept = TimeSpan.FromDays(90);

    /// <summary>Runs that went well, of jobs that run each minute too.</summary>
    private static readonly TimeSpan _isKeptWell = TimeSpan.FromDays(7);

    /// <summary>False where the run has been done, or is being done.</summary>
    /// <param name="replicaDied">The scheduler saw the run's replica disappear: it need not be waited for.</param>
    public async Task<bool> ClaimAsync(string name, DateTimeOffset dueAt, bool replicaDied, CancellationToken cancel)
    {
        var now = Now;
        return await ExecuteAsync(Claim, new { name, dueAt = dueAt.UtcDateTime, now, lost = replicaDied ? now : now - _mayTake }, cancel) == 1;
    }

    /// <param name="error">What went wrong, without customer data; null: nothing.</param>
    public async Task EndAsync(string name, DateTimeOffset dueAt, string? error, CancellationToken cancel)
    {
        await ExecuteAsync(End, new { name, dueAt = dueAt.UtcDateTime, now = Now, error }, cancel);
        await ExecuteAsync(Forget, new { before = Now - _isKept, name, soon = dueAt.UtcDateTime - _isKeptWell }, cancel);
    }

    /// <summary>Gives a run back that was broken off.</summary>
    public Task ReleaseAsync(string name, DateTimeOffset dueAt, CancellationToken cancel) => ExecuteAsync(Release, new { name, dueAt = dueAt.UtcDateTime }, cancel);

    /// <summary>The newest run of each job.</summary>
    public async Task<IReadOnlyDictionary<string, JobRun>> NewestAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<(string Name, DateTime DueAt, DateTime StartedAt, DateTime? EndedAt, string? Error)>(new CommandDefinition(ReadNewest, cancellationToken: cancel));
        return rows.ToDictionary(row => row.Name, row => new JobRun(row.Name, Utc(row.DueAt), Utc(row.StartedAt), row.EndedAt is { } ended ? Utc(ended) : null, row.Error));
    }

    /// <summary>How some jobs have fared, as far as their runs are remembered.</summary>
    public async Task<IReadOnlyList<JobStanding>> StandingAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<(string Name, DateTime? LastRun, DateTime? LastSuccess, long FailuresSince)>(new CommandDefinition(ReadStanding, new { names = names.ToArray() }, cancellationToken: cancel));
        return [.. rows.Select(row => new JobStanding(row.Name, row.LastRun is { } run ? Utc(run) : null, row.LastSuccess is { } success ? Utc(success) : null, row.FailuresSince))];
    }

    /// <summary>When a job was last due and went well; null: never.</summary>
    public async Task<DateTimeOffset?> LastAsync(string name, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition(ReadLast, new { name }, cancellationToken: cancel)) is { } at ? Utc(at) : null;
    }

    public async Task<LedgerAge> LedgerAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var slot = Job.SlotOf(time.GetUtcNow()).UtcDateTime;
        var (hasRows, rebuiltAt, changedAt) = await connection.QuerySingleAsync<(bool, DateTime?, DateTime?)>(new CommandDefinition(ReadAge, new { slot }, cancellationToken: cancel));
        return new LedgerAge(hasRows, rebuiltAt is { } at ? Utc(at) : null, changedAt is { } changed ? Utc(changed) : null);
    }

    private static DateTimeOffset Utc(DateTime time) => new(time, TimeSpan.Zero);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task<int> ExecuteAsync(string sql, object arguments, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition(sql, arguments, cancellationToken: cancel));
    }
}
