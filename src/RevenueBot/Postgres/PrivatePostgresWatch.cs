using RevenueBot.Configuration;

namespace RevenueBot.Postgres;

/// <summary>Brings the private server back when it was killed under the running bot.</summary>
internal sealed partial class PrivatePostgresWatch(PrivatePostgres server, TimeProvider time, ILogger<PrivatePostgresWatch> log) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (server.ProcessId is null) await RestartAsync(stoppingToken);
        }
    }

    private async Task RestartAsync(CancellationToken cancel)
    {
        try
        {
            if (await server.EnsureRunningAsync(cancel)) Restarted(log);
        }
#pragma warning disable CA1031 // one of the places where a broken part must not take the others along
        catch (Exception error) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotRestarted(log, error is RefusalException ? error.Message : error.GetType().Name); // the next tick tries again
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The private PostgreSQL was gone and has been started again")]
    private static partial void Restarted(ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "The private PostgreSQL is gone: {Reason}")]
    private static partial void NotRestarted(ILogger log, string reason);
}
