using Quartz;
using RevenueBot.Metrics;

namespace RevenueBot.Jobs;

/// <summary>What one run of a job does.</summary>
/// <param name="at">The moment it runs.</param>
internal delegate Task JobWork(DateTimeOffset at, CancellationToken cancel);

/// <summary>
/// A row of the table of jobs. A run that was missed, for whatever reason, is made up for once, as soon as possible
/// (<see cref="CronTriggerMisfireInstruction.FireAndProceed"/>): no job here is worth two late runs.
/// </summary>
/// <param name="Name">In logs, and the key of its runs.</param>
/// <param name="Cron">Seconds, minutes, hours, day of month, month, day of week, in the company's time zone.</param>
internal sealed record Job(string Name, string Cron, JobWork Work)
{
    /// <summary>
    /// The moment the newest run was due: by the clock, or when the ledger was rebuilt, since figures made before are of other rules.
    /// </summary>
    public DateTimeOffset DueAt(DateTimeOffset now, CompanyCalendar calendar, DateTimeOffset? rebuiltAt)
    {
        var byClock = new CronExpression(Cron, calendar.Zone).GetPreviousValidTimeBefore(now.AddSeconds(1))
            ?? throw new InvalidOperationException($"The job {Name} was never due.");
        return rebuiltAt > byClock && rebuiltAt <= now ? rebuiltAt.Value : byClock.ToUniversalTime();
    }

    /// <summary>When it is due next.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset now, CompanyCalendar calendar) => new CronExpression(Cron, calendar.Zone).GetNextValidTimeAfter(now);
}
