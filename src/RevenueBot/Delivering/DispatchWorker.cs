using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;

namespace RevenueBot.Delivering;

/// <summary>
/// Lets the dispatcher work while the bot serves, with several hands: a slow destination keeps one of them busy. Any number of replicas
/// may do so; the outbox gives each message to one.
/// </summary>
internal sealed class DispatchWorker(Dispatcher dispatcher, OutboxStore outbox, DispatchOptions options, TimeProvider clock, ILogger<DispatchWorker> logger) : BackgroundService
{
    private const int Hands = 4;
    private static readonly TimeSpan _trouble = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _finishing = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _tidiesEvery = TimeSpan.FromHours(1);

    /// <summary>What was sent is known for so long: replicas, and people who ask, need no more.</summary>
    private static readonly TimeSpan _remembers = TimeSpan.FromDays(30);

    /// <summary>Works until told to stop, then lets the attempts that have begun finish.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var finish = new CancellationTokenSource();
        await using var ending = stoppingToken.Register(() => finish.CancelAfter(_finishing));
        await Task.WhenAll([.. Enumerable.Range(0, Hands).Select(_ => WorkAsync(finish.Token, stoppingToken)), TidyAsync(stoppingToken)]);
    }

    private async Task WorkAsync(CancellationToken finish, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var pause = await StepAsync(finish);
            if (pause > TimeSpan.Zero) await PauseAsync(pause, stop);
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

    private async Task TidyAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await outbox.TidyAsync(clock.GetUtcNow() - _remembers, clock.GetUtcNow(), stop);
            }
            catch (Npgsql.NpgsqlException trouble)
            {
                logger.DispatchTroubled(trouble.GetType().Name);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }

            await PauseAsync(_tidiesEvery, stop);
        }
    }

    private Task PauseAsync(TimeSpan pause, CancellationToken stop) =>
        Task.Delay(pause, clock, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
