using Npgsql;
using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;
using RevenueBot.Configuration;
using RevenueBot.Doctor;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Delivering;

/// <summary>Whether what is to be sent goes out: platforms that alerts name, what was given up, and what waits for long.</summary>
internal sealed class DeliveringChecks(OutboxStore outbox, IEnumerable<INotifier> notifiers, AlertSettings settings, Company company, TimeProvider time)
{
    private const string Name = "Messages";
    private static readonly TimeSpan _long = TimeSpan.FromMinutes(15);

    public async Task<IReadOnlyList<DoctorCheck>> RunAsync(CancellationToken cancel)
    {
        try
        {
            return [.. Platforms(), await OutboxAsync(cancel)];
        }
        catch (NpgsqlException)
        {
            return [.. Platforms()]; // the database has a line of its own
        }
    }

    private IEnumerable<DoctorCheck> Platforms() =>
        from platform in settings.Destinations().Select(text => Destination.TryParse(text, out var destination) ? destination.Platform : text).Distinct().Order(StringComparer.Ordinal)
        where notifiers.All(notifier => notifier.Platform != platform)
        select DoctorCheck.Fail($"Alerts to {platform}", $"Alerts:Channels names {platform}, which is not connected: connect it, or choose another channel. What is sent there is given up.");

    private async Task<DoctorCheck> OutboxAsync(CancellationToken cancel)
    {
        var (standing, now) = (await outbox.StandingAsync(cancel), time.GetUtcNow());
        if (standing.Dead > 0 && await outbox.DeadAsync(1, cancel) is [var last])
            return DoctorCheck.Warn(Name, $"{Format.Counted(standing.Dead, "message")} {(standing.Dead == 1 ? "was" : "were")} given up, the last of {Days.Moment(last.CreatedAt, company.Calendar)} ({last.Error}). {last.Advice} The verb alert dead lists them, alert replay sends them again.");
        if (standing.Oldest is { } oldest && now - oldest > _long)
            return DoctorCheck.Warn(Name, $"{Format.Counted(standing.Waiting, "message")} {(standing.Waiting == 1 ? "waits" : "wait")} to be sent, the oldest since {Days.Moment(oldest, company.Calendar)}: start the bot, or look in its log for what the platform answers.");
        return DoctorCheck.Ok(Name, standing.Waiting == 0 ? "Nothing waits, nothing was given up." : $"{standing.Waiting} on their way, nothing was given up.");
    }
}
