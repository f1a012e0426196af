namespace RevenueBot.Reports.Watching;

/// <summary>Looks each minute, by a clock of its own: it goes on where the scheduler of this replica has died.</summary>
internal sealed partial class WatchWorker(ReportWatch watch, TimeProvider time, ILogger<WatchWorker> log) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var upSince = time.GetUtcNow();
        using var timer = new PeriodicTimer(_interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(upSince, stoppingToken);
    }

    private async Task LookAsync(DateTimeOffset upSince, CancellationToken cancel)
    {
        try
        {
            await watch.LookAsync(time.GetUtcNow(), upSince, cancel);
        }
#pragma warning disable CA1031 // one of the places where a broken part must not take the others along
        catch (Exception error) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Postponed(log, error.GetType().Name); // the next look tells
        }
    }

    [LoggerMessage(LogLevel.Warning, EventName = "WatchPostponed", Message = "Looking whether reports went out is postponed ({Reason}).")]
    private static partial void Postponed(ILogger log, string reason);
}
