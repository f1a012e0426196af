using Quartz;
using RevenueBot.Configuration;

namespace RevenueBot.Jobs;

/// <summary>
/// Starts the scheduler, brings the table of jobs to it, and has overdue runs made up for: after a start, after the first import. It
/// also stops it, and only once it has started whole: a clustered store that is stopped while it starts throws.
/// </summary>
internal sealed partial class JobSchedule(ISchedulerFactory schedulers, JobTable table, JobRunner runner, Company company, JobsOptions options, TimeProvider time, ILogger<JobSchedule> log)
    : BackgroundService
{
    private const string Cron = "cron", Overdue = "overdue";
    private static readonly TimeSpan _lookAgain = TimeSpan.FromMinutes(5);
    private IScheduler? _started;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(options.StartDelay, time, stoppingToken);
        var isScheduled = false;
        using var timer = new PeriodicTimer(_lookAgain, time);
        do
        {
            try
            {
                _started ??= await StartSchedulerAsync();
                if (!isScheduled) await ScheduleAsync(_started, stoppingToken);
                isScheduled = true;
                await CatchUpAsync(_started, stoppingToken);
            }
#pragma warning disable CA1031 // one of the places where a broken part must not take the others along
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Postponed(log, error.GetType().Name); // the next look tries again
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Runs that have begun are broken off, which takes them a moment: whoever starts next makes up for them.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_started is not { } scheduler) return;
        await scheduler.Standby(cancellationToken);
        foreach (var job in table.Jobs) await scheduler.Interrupt(new JobKey(job.Name), cancellationToken);
        await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken).AsTask().WaitAsync(cancellationToken);
    }

    private async Task<IScheduler> StartSchedulerAsync()
    {
        var scheduler = await schedulers.GetScheduler(CancellationToken.None);
        await scheduler.Start(CancellationToken.None); // whole or not at all
        return scheduler;
    }

    /// <summary>Every job of the table at its time; what an older version left behind goes.</summary>
    private async Task ScheduleAsync(IScheduler scheduler, CancellationToken cancel)
    {
        foreach (var job in table.Jobs)
        {
            var detail = JobBuilder.Create<ScheduledJob>().WithIdentity(job.Name).RequestRecovery().StoreDurably().Build();
            await scheduler.ScheduleJobs(new Dictionary<IJobDetail, IReadOnlyCollection<ITrigger>> { [detail] = [Trigger(job)] }, new ScheduleJobOptions { Replace = true }, cancel);
        }

        foreach (var key in await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), cancel))
            if (table.Find(key.Name) is null) await scheduler.DeleteJob(key, cancel);
    }

    private ITrigger Trigger(Job job) => TriggerBuilder.Create().WithIdentity(job.Name, Cron).ForJob(job.Name)
        .WithCronSchedule(job.Cron, cron => cron.InTimeZone(company.Calendar.Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)).Build();

    /// <summary>One trigger for each missing run, named by it: the second replica to find it overdue adds none.</summary>
    private async Task CatchUpAsync(IScheduler scheduler, CancellationToken cancel)
    {
        foreach (var (job, dueAt) in await runner.OverdueAsync(cancel))
        {
            var key = new TriggerKey($"{job.Name} {dueAt:O}", Overdue);
            await scheduler.ScheduleTrigger(TriggerBuilder.Create().WithIdentity(key).ForJob(job.Name).StartNow().Build(), TriggerConflict.Keep, cancel);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Scheduling jobs is postponed ({Reason})")]
    private static partial void Postponed(ILogger log, string reason);
}
