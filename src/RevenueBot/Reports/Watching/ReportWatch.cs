using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Configuration;
using RevenueBot.Reports.Scheduling;
using RevenueBot.Reports.Sending;

namespace RevenueBot.Reports.Watching;

/// <summary>
/// The dead man's switch: whoever is named in <c>Reports:Watch</c> is told when a report has not gone out in time, or was given up, and
/// again when it went out. It depends on no scheduler: each replica looks, one of them tells.
/// </summary>
internal sealed class ReportWatch(ScheduleStore schedules, WatchStore store, ReportSettings settings, Company company)
{
    private static readonly TimeSpan _remembers = TimeSpan.FromDays(400);

    /// <param name="upSince">What was due before is made up for first.</param>
    public async Task LookAsync(DateTimeOffset at, DateTimeOffset upSince, CancellationToken cancel)
    {
        await store.EndAsync(recovered => Recover(recovered, at), at, cancel);
        await store.ForgetAsync(at - _remembers, cancel);
        var due = DigestClock.Due(await schedules.SyncAsync(at, cancel), at);
        var late = (await store.ReadAsync(due, cancel)).Where(run => IsWorthTelling(run, at, upSince)).ToList();
        if (late.Count == 0) return;
        var key = $"dw_{at.UtcTicks.ToString("x", CultureInfo.InvariantCulture)}_{Hash(late[0].Due.MessageKey)}";
        await store.TellAsync(key, late, told => Notices(key, told, at), at, cancel);
    }

    private bool IsWorthTelling(WatchedRun run, DateTimeOffset at, DateTimeOffset upSince)
    {
        var from = run.Due.Due.At > upSince ? run.Due.Due.At : upSince;
        return run.Standing == Standing.GivenUp || (run.Standing != Standing.Sent && at - from >= settings.Watch.After);
    }

    /// <summary>Each is told of what went wrong elsewhere: where nothing arrives, a notice would not either.</summary>
    private List<OutboxItem> Notices(string key, IReadOnlyList<WatchedRun> told, DateTimeOffset at)
    {
        List<OutboxItem> items = [];
        foreach (var destination in settings.Watch.Channels)
            if (told.Where(run => run.Due.Schedule.Destination != destination).ToList() is { Count: > 0 } others)
                items.Add(new(destination, MessageKey(key, destination), null) { Card = WatchWords.NotSent(others, at, company) });
        return items;
    }

    private List<OutboxItem> Recover(IReadOnlyList<Recovered> recovered, DateTimeOffset at)
    {
        List<OutboxItem> items = [];
        foreach (var notice in recovered.GroupBy(run => run.NoticeKey, StringComparer.Ordinal))
            foreach (var destination in settings.Watch.Channels)
            {
                if (notice.Where(run => run.Destination != destination).ToList() is not { Count: > 0 } others) continue;
                var key = MessageKey(notice.Key, destination);
                if (others.Any(run => run.IsLast)) items.Add(new(destination, key, null) { Card = WatchWords.Over(others, at, company) });
                items.Add(new(destination, key, $"{key}.{at.UtcTicks.ToString("x", CultureInfo.InvariantCulture)}") { Line = WatchWords.Line(others) });
            }

        return items;
    }

    private static string MessageKey(string key, string destination) => $"{key}_{Hash(destination)}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
}
