using RevenueBot.Alerts.Dispatch;

namespace RevenueBot.Delivering;

/// <summary>
/// Lets the dispatcher work while the bot serves, with several hands: a slow destination keeps one of them busy. Any number of replicas
/// may do so; the outbox gives each message to one.
/// </summary>
internal sealed class DispatchWorker(Dispatcher dispatcher, DispatchOptions options, TimeProvider clock, ILogger<DispatchWorker> logger) : BackgroundService
{
    private const int Hands = 4;
    private static readonly TimeSpan _trouble = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _finishing = TimeSpan.FromSeconds(20);

    /// <summary>Works until told to stop, then lets the attempts that have begun finish.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var finish = new CancellationTokenSource();
        await using var ending = stoppingToken.Register(() => finish.CancelAfter(_finishing));
        await Task.WhenAll(Enumerable.Range(0, Hands).Select(hand => WorkAsync(hand, finish.Token, stoppingToken)));
    }

    /// <summary>Idle hands look one after the other, by one connection of the pool in turn.</summary>
    private async Task WorkAsync(int hand, CancellationToken finish, CancellationToken stop)
    {
        for (var pause = options.Pause * hand / Hands; ; pause = await StepAsync(finish))
        {
            if (pause > TimeSpan.Zero) await Task.WhenAny(Task.Delay(pause, clock, stop));
            if (stop.IsCancellationRequested) return;
        }
    }

    /// <summary>How long to wait before the next step.</summary>
    private async Task<TimeSpan> StepAsync(CancellationToken finish)
    {
        try
        {
            return await dispatcher.StepAsync(finish) ? TimeSpan.Zero : options.Pause;
        }
#pragma warning disable CA1031 // the database went away, mostly: what was claimed is left to its lease
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            logger.DispatchTroubled(trouble.GetType().Name);
            return _trouble;
        }
    }
}
