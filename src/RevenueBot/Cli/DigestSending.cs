using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports;
using RevenueBot.Reports.Scheduling;
using RevenueBot.Reports.Sending;

namespace RevenueBot.Cli;

/// <summary><c>digest … --send</c>: to everybody who gets this report and has not had this one.</summary>
internal static class DigestSending
{
    private const int Failed = 1;
    private static readonly TimeSpan _mayTake = TimeSpan.FromMinutes(2), _pause = TimeSpan.FromMilliseconds(300);

    public static async Task<int> RunAsync(IServiceProvider services, DigestPeriod period, DateTimeOffset now, CancellationToken cancel)
    {
        var all = (await services.GetRequiredService<ScheduleStore>().SyncAsync(now, cancel)).Where(schedule => schedule.Kind == period.Kind && !schedule.IsPaused).ToList();
        if (all.Count == 0)
        {
            await Console.Error.WriteLineAsync($"Nobody gets the {DigestWords.Name(period.Kind)} report: name channels or recipients in Reports:{period.Kind}, or subscribe with /digest.");
            return Failed;
        }

        var sent = await services.GetRequiredService<DigestClock>().SendNowAsync([.. all.Select(schedule => Due(schedule, period, now))], now, cancel);
        var left = await DispatchAsync(services, sent, cancel);
        await Console.Out.WriteLineAsync($"{Format.Counted(sent.Count - left, "destination")} served{(all.Count > sent.Count ? $"; {all.Count - sent.Count} had this report, or today's, already" : "")}.");
        if (left == 0) return 0;
        await Console.Error.WriteLineAsync($"{Format.Counted(left, "destination")} not served yet: the bot goes on trying when it serves; alert dead lists what was given up.");
        return Failed;
    }

    /// <summary>Of today, so that today's is not sent a second time.</summary>
    private static DueDigest Due(DigestSchedule schedule, DigestPeriod period, DateTimeOffset now) =>
        new(schedule, new DigestDue(DateOnly.FromDateTime(WallClock.Local(schedule.Timing.Zone, now.UtcDateTime)), now, period));

    /// <summary>Sends, beside a bot that may be serving; how many are not done in time, or were given up.</summary>
    private static async Task<int> DispatchAsync(IServiceProvider services, IReadOnlyList<DueDigest> sent, CancellationToken cancel)
    {
        var (dispatcher, outbox, clock) = (services.GetRequiredService<Dispatcher>(), services.GetRequiredService<OutboxStore>(), services.GetRequiredService<TimeProvider>());
        var keys = sent.Select(one => one.MessageKey).ToList();
        for (var began = clock.GetTimestamp(); ; await Task.Delay(_pause, clock, cancel))
        {
            while (await dispatcher.StepAsync(cancel))
            {
            }

            var (waiting, dead) = await outbox.StateOfAsync(keys, cancel);
            if (waiting == 0 || clock.GetElapsedTime(began) > _mayTake) return waiting + dead;
        }
    }
}
