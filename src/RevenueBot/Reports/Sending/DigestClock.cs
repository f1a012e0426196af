using RevenueBot.Alerts.Dispatch;
using RevenueBot.Jobs;
using RevenueBot.Reports.Scheduling;

namespace RevenueBot.Reports.Sending;

/// <summary>
/// Looks each minute which reports are due, and hands them to the outbox. Of a schedule that slept, the newest moment alone counts: one
/// late report, nothing older. Safe on any number of replicas and after any interruption: a report is taken together with its messages.
/// </summary>
internal sealed partial class DigestClock(ScheduleStore schedules, DigestRuns runs, DigestStore digests, ILogger<DigestClock> log) : IRefresh
{
    /// <summary>As long as somebody may ask why a report did or did not go out.</summary>
    private static readonly TimeSpan _remembers = TimeSpan.FromDays(800);

    public string Name => "reports";

    public Cadence Cadence => Cadence.Minute;

    public async Task RunAsync(DateTimeOffset at, CancellationToken cancel)
    {
        var all = await schedules.SyncAsync(at, cancel);
        Exception? failure = null;
        foreach (var period in (await runs.OpenAsync(Due(all, at), cancel)).GroupBy(due => due.Due.Period))
        {
            try
            {
                await SendAsync(period.Key, period, at, cancel);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                failure = error; // the other reports go out all the same
            }
        }

        if (failure is not null) throw new InvalidOperationException("A report was not built; it is tried again in a minute.", failure);
        await runs.ForgetAsync(at - _remembers, cancel);
        await digests.ForgetAsync(at - _remembers, cancel);
    }

    /// <summary>Sends now what is asked for; those that were not taken before.</summary>
    public async Task<IReadOnlyList<DueDigest>> SendNowAsync(IReadOnlyList<DueDigest> all, DateTimeOffset at, CancellationToken cancel)
    {
        List<DueDigest> taken = [];
        foreach (var period in (await runs.OpenAsync(all, cancel)).GroupBy(due => due.Due.Period)) taken.AddRange(await SendAsync(period.Key, period, at, cancel));
        return taken;
    }

    /// <summary>Every schedule whose newest moment is to be sent, if nobody has yet.</summary>
    public static IReadOnlyList<DueDigest> Due(IEnumerable<DigestSchedule> schedules, DateTimeOffset at) =>
        [.. schedules.Where(schedule => !schedule.IsPaused).Select(schedule => schedule.Timing.Newest(at, schedule.Since) is { } due ? new DueDigest(schedule, due) : null).OfType<DueDigest>()];

    /// <summary>Each destination by itself: one that fails holds up no other.</summary>
    private async Task<IReadOnlyList<DueDigest>> SendAsync(DigestPeriod period, IEnumerable<DueDigest> all, DateTimeOffset at, CancellationToken cancel)
    {
        var digest = await digests.GetAsync(period, at, cancel);
        List<DueDigest> taken = [];
        foreach (var due in all)
        {
            if (!await runs.ClaimAsync(due, Posts(due, digest), at, cancel)) continue;
            Handed(log, DigestKey.Of(due.Due.Period));
            taken.Add(due);
        }

        if (digest.Delivered is { } delivered) await delivered(cancel);
        return taken;
    }

    /// <summary>Slack shows the details, and at last the file that holds them all, in the thread; elsewhere they are in the message.</summary>
    private static IReadOnlyList<ReportPost> Posts(DueDigest due, Digest digest)
    {
        ReportPost first = new(DigestKey.Of(due.Due.Period), 0, due.Due.At);
        if (!Destination.TryParse(due.Schedule.Destination, out var to) || to.Platform != "slack") return [first];
        var details = digest.Sections.Select((_, i) => first with { Part = i + 1 });
        return [first, .. details, .. BoardPdf.NameOf(digest.Period) is null ? [] : (ReportPost[])[first with { Part = digest.Sections.Count + 1, IsDocument = true }]];
    }

    [LoggerMessage(LogLevel.Information, EventName = "ReportHanded", Message = "The report {Report} is on its way to one destination.")]
    private static partial void Handed(ILogger log, string report);
}
