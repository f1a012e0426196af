using Npgsql;

namespace RevenueBot.Dashboard.Live;

/// <summary>
/// One connection that hears what is committed anywhere: facts, alerts, and events that another replica numbered. A broken one is made anew,
/// and what happened meanwhile is found by its number.
/// </summary>
internal sealed partial class LiveListener(NpgsqlDataSource database, LiveBell bell, TimeProvider clock, ILogger<LiveListener> log) : BackgroundService
{
    private const string Listen = "LISTEN metrics_changed; LISTEN alerts_changed; LISTEN live_event";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await bell.Wanted.WaitAsync(stoppingToken);
        for (var failures = 0; !stoppingToken.IsCancellationRequested; failures++)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(stoppingToken);
                connection.Notification += (_, _) => bell.Ring();
                await using (NpgsqlCommand listen = new(Listen, connection)) await listen.ExecuteNonQueryAsync(stoppingToken);
                bell.Ring(); // for what came before
                failures = 0;
                while (true) await connection.WaitAsync(stoppingToken);
            }
#pragma warning disable CA1031 // one of the places where a broken part must not take the others along
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Broken(log, error.GetType().Name);
                await Task.Delay(LiveFeed.Wait(failures), clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection that hears of changes broke ({Reason}); it is made anew")]
    private static partial void Broken(ILogger log, string reason);
}
