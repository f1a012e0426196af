using Npgsql;
using RevenueBot.Configuration;

namespace RevenueBot.Jobs;

/// <summary>Runs a job once for each moment it is due. Where there are no facts yet there is nothing to run.</summary>
internal sealed partial class JobRunner(JobTable table, JobRuns runs, Company company, TimeProvider time, ILogger<JobRunner> log)
{
    /// <summary>A failed run is logged and left to the next one: other jobs go on.</summary>
    public async Task RunAsync(Job job, bool replicaDied, CancellationToken cancel)
    {
        var (ledger, now) = (await runs.LedgerAsync(cancel), time.GetUtcNow());
        if (!ledger.HasRows) return;
        var dueAt = job.DueAt(now, company.Calendar, ledger);
        if (!await runs.ClaimAsync(job.Name, dueAt, replicaDied, cancel)) return;
        try
        {
            await job.Work(now, cancel);
            await runs.EndAsync(job.Name, dueAt, null, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await runs.ReleaseAsync(job.Name, dueAt, CancellationToken.None); // the program ends: the next to start does it
            throw;
        }
#pragma warning disable CA1031 // one of the places where a broken part must not take the others along
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failed(log, job.Name, Reason(error), Where(error));
            await runs.EndAsync(job.Name, dueAt, Reason(error), cancel);
        }
    }

    /// <summary>The jobs whose newest run is missing: never done, slept through, made before the ledger was rebuilt or before a late fact.</summary>
    public async Task<IReadOnlyList<(Job Job, DateTimeOffset DueAt)>> OverdueAsync(CancellationToken cancel)
    {
        var (ledger, newest, now) = (await runs.LedgerAsync(cancel), await runs.NewestAsync(cancel), time.GetUtcNow());
        return !ledger.HasRows ? [] :
        [
            .. table.Jobs.Select(job => (Job: job, DueAt: job.DueAt(now, company.Calendar, ledger)))
                .Where(row => !(newest.GetValueOrDefault(row.Job.Name)?.DueAt >= row.DueAt)),
        ];
    }

    /// <summary>Messages of other errors may quote what they were computing from, which is customer data.</summary>
    private static string Reason(Exception error) => error switch
    {
        PostgresException postgres => $"{nameof(PostgresException)} {postgres.SqlState}",
        _ => error.GetType().Name,
    };

    private static string Where(Exception error) => error.StackTrace?.Split('\n')[0].Trim() ?? "";

    [LoggerMessage(Level = LogLevel.Error, Message = "The job {Job} failed ({Reason} {Where}); its next run tries again")]
    private static partial void Failed(ILogger log, string job, string reason, string where);
}
