using Npgsql;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Jobs;

/// <summary>Keeps the roll-ups compact. Answers are right without it, only slower the more changes wait.</summary>
internal sealed partial class CompactionWorker(NpgsqlDataSource database, TimeProvider time, ILogger<CompactionWorker> log) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await CompactAsync(stoppingToken);
    }

    private async Task CompactAsync(CancellationToken cancel)
    {
        try
        {
            await Compaction.RunAsync(database, cancel);
        }
#pragma warning disable CA1031 // one of the places where a broken part must not take the others along
        catch (Exception error) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Postponed(log, error.GetType().Name); // the next tick tries again
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Compacting the roll-ups is postponed: {Reason}")]
    private static partial void Postponed(ILogger log, string reason);
}
