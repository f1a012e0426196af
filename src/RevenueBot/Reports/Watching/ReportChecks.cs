using Npgsql;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Doctor;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports.Scheduling;
using RevenueBot.Reports.Subscribing;

namespace RevenueBot.Reports.Watching;

/// <summary>Whether reports can go where they are to, when the next do, and whether somebody is told when one does not.</summary>
internal sealed class ReportChecks(ReportSettings settings, ScheduleStore schedules, IEnumerable<INotifier> notifiers, TimeProvider time)
{
    private const string Name = "Reports";

    public async Task<IReadOnlyList<DoctorCheck>> RunAsync(CancellationToken cancel)
    {
        try
        {
            var (now, all) = (time.GetUtcNow(), await schedules.ReadAsync(cancel));
            return [.. all.Count == 0 && settings.Schedules.Count == 0 ? [] : (DoctorCheck[])[Sent(all, now), Watched()], .. NotConnected(all)];
        }
        catch (NpgsqlException)
        {
            return []; // the database has a line of its own
        }
    }

    private static DoctorCheck Sent(IReadOnlyList<DigestSchedule> all, DateTimeOffset now)
    {
        if (all.Count == 0) return DoctorCheck.Ok(Name, "They are sent once the bot serves.");
        var next = all.Where(schedule => !schedule.IsPaused).Select(schedule => (schedule, Due: schedule.Timing.After(now).Select(due => (DateTimeOffset?)due.At).FirstOrDefault())).MinBy(one => one.Due ?? DateTimeOffset.MaxValue);
        return DoctorCheck.Ok(Name, next.schedule is null ? $"{Format.Counted(all.Count, "schedule")}, all paused." : $"{Format.Counted(all.Count, "schedule")}; next: {next.schedule.Name} to {next.schedule.Destination}, {ScheduleWords.Next(next.schedule, now)}.");
    }

    private DoctorCheck Watched() => settings.Watch.Channels.Count > 0 ? DoctorCheck.Ok("Reports not sent", $"Told to {string.Join(", ", settings.Watch.Channels)}.")
        : DoctorCheck.Warn("Reports not sent", "Nobody is told when a report does not go out: name a channel or a mail in Reports:Watch:Channels.");

    private IEnumerable<DoctorCheck> NotConnected(IReadOnlyList<DigestSchedule> all) =>
        from platform in all.Select(schedule => schedule.Destination).Concat(settings.Watch.Channels).Select(to => to.Split(':')[0]).Distinct().Order(StringComparer.Ordinal)
        where notifiers.All(notifier => notifier.Platform != platform)
        select DoctorCheck.Fail($"Reports to {platform}", platform == MailAddressText.Platform ? "Reports go by mail, and no mail server is set: set Smtp:Host and Smtp:From." : $"Reports name {platform}, which is not connected: connect it, or choose another destination. What is sent there is given up.");
}
