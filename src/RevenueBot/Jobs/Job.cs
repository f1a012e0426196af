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
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1), _slot = TimeSpan.FromMinutes(10);

    /// <summary>Whether it is due after a late fact too.</summary>
    public bool FollowsLateFacts { get; init; }

    /// <summary>
    /// The moment the newest run was due: by the clock, when the ledger was rebuilt, since figures made before are of other rules, or at
    /// the end of the ten minutes in which a fact of an earlier day arrived: many of them make one run.
    /// </summary>
    public DateTimeOffset DueAt(DateTimeOffset now, CompanyCalendar calendar, LedgerAge ledger)
    {
        var byClock = new CronExpression(Cron, calendar.Zone).GetPreviousValidTimeBefore(Floor(now, _second) + _second)
            ?? throw new InvalidOperationException($"The job {Name} was never due.");
        DateTimeOffset?[] all = [byClock.ToUniversalTime(), ledger.RebuiltAt, FollowsLateFacts ? EndOfSlot(ledger.ChangedAt) : null];
        return all.OfType<DateTimeOffset>().Where(at => at <= now).Max();
    }

    /// <summary>Changes recorded from here on are still being collected; a minute is left for what was recorded before it was committed.</summary>
    public static DateTimeOffset SlotOf(DateTimeOffset now) => Floor(now - TimeSpan.FromMinutes(1), _slot);

    private static DateTimeOffset? EndOfSlot(DateTimeOffset? changedAt) => changedAt is { } at ? Floor(at, _slot) + _slot : null;

    private static DateTimeOffset Floor(DateTimeOffset at, TimeSpan to) => new(at.UtcTicks - (at.UtcTicks % to.Ticks), TimeSpan.Zero);

    /// <summary>When it is due next.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset now, CompanyCalendar calendar) => new CronExpression(Cron, calendar.Zone).GetNextValidTimeAfter(now);
}
