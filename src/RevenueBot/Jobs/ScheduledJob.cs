using Quartz;

namespace RevenueBot.Jobs;

/// <summary>What the scheduler starts: the job of the table with the name of its key.</summary>
[DisallowConcurrentExecution]
internal sealed class ScheduledJob(JobTable table, JobRunner runner) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // A replica of an older version does not know every job: the overdue run is made up for by one that does.
        if (table.Find(context.JobDetail.Key.Name) is { } job) await runner.RunAsync(job, context.Recovering, cancellationToken);
    }
}
