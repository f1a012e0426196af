using RevenueBot.Alerts;

namespace RevenueBot.Slack.Sockets;

/// <summary>
/// Keeps sockets to Slack open, for hosts that Slack cannot reach. Slack closes each after about an hour and says so before: the next one is
/// open before the last one ends. Any number of replicas may do so; Slack gives each envelope to one socket, and the inbox knows what came twice.
/// </summary>
internal sealed class SocketWorker(SocketDoor door, SocketPace pace, SlackReception reception, SlackOptions options, ILogger<SocketWorker> logger, TimeProvider clock) : BackgroundService
{
    private static readonly DeliveryOutcome _disabled = new DeliveryOutcome.Permanent("link_disabled", "Socket Mode was switched off for the app: turn it on again and restart the bot, or remove Slack:AppToken.");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAll(Enumerable.Range(0, options.SocketConnections).Select(_ => KeepAsync(stop)));
    }

    /// <summary>Keeps one socket open until told to stop; whichever finds that there is no use ends all of them.</summary>
    private async Task KeepAsync(CancellationTokenSource stop)
    {
        List<Task> reading = [];
        try
        {
            await KeepAsync(reading, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }

        await Task.WhenAll(reading);
    }

    private async Task KeepAsync(List<Task> reading, CancellationTokenSource stop)
    {
        var failures = 0;
        SocketLink? last = null;
        while (!stop.IsCancellationRequested)
        {
            var (link, problem) = await OpenAsync(reading, stop.Token);
            if (link is not null)
            {
                var began = clock.GetTimestamp();
                last?.Retire(pace.DrainsFor);
                last = link;
                var end = await link.End.WaitAsync(stop.Token);
                if (end == SocketEnd.Leaving || clock.GetElapsedTime(began) > pace.LongestWait) failures = 0;
                if (end == SocketEnd.Leaving) continue;
                if (end == SocketEnd.Disabled) problem = _disabled;
            }

            if (problem is DeliveryOutcome.Permanent refused)
            {
                logger.SocketsStopped(refused.Reason, refused.Advice);
                await stop.CancelAsync();
                return;
            }

            var wait = (problem as DeliveryOutcome.RetryAfter)?.Delay ?? pace.Wait(++failures, Random.Shared.NextDouble());
            logger.SocketLost(problem?.Problem ?? "closed", (int)wait.TotalSeconds);
            await Task.Delay(wait, clock, stop.Token);
        }
    }

    /// <summary>A socket that Slack has greeted.</summary>
    private async Task<(SocketLink? Link, DeliveryOutcome? Problem)> OpenAsync(List<Task> reading, CancellationToken stop)
    {
        reading.RemoveAll(task => task.IsCompleted);
        var (socket, problem) = await door.OpenAsync(stop);
        if (socket is null) return (null, problem);
        SocketLink link = new(socket, reception, logger);
        var run = RunAsync(link, stop);
        reading.Add(run);
        await Task.WhenAny(link.Hello, run, Task.Delay(pace.HelloWithin, clock, stop));
        stop.ThrowIfCancellationRequested();
        if (link.Hello.IsCompleted) return (link, null);
        link.Retire(TimeSpan.Zero);
        return (null, new DeliveryOutcome.RetryAfter("no_hello"));
    }

    private static async Task RunAsync(SocketLink link, CancellationToken stop)
    {
        using (link) await link.RunAsync(stop);
    }
}
