using Npgsql;
using RevenueBot.Configuration;

namespace RevenueBot.Ingest.AppDatabase;

/// <summary>Reads the application's database at start and then every few minutes. What fails is tried again at the next turn.</summary>
internal sealed partial class AppDatabasePoller(AppDatabaseSource source, AppDatabaseOptions options, TimeProvider time, ILogger<AppDatabasePoller> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Every, time);
        do await TryAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            await source.PollAsync(cancel);
            Read();
        }
        catch (RefusalException refusal)
        {
            Refused(refusal.Message);
        }
#pragma warning disable CA1031 // a worker loop: nothing that happens in one turn may end the turns after it
        catch (Exception error) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // The message of a data error may quote a value of a row.
            Failed((error as PostgresException)?.SqlState ?? error.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The application's database is read.")]
    private partial void Read();

    [LoggerMessage(LogLevel.Error, "The application's database is not read: {Sentence}")]
    private partial void Refused(string sentence);

    [LoggerMessage(LogLevel.Error, "The application's database could not be read ({Code}); it is tried again.")]
    private partial void Failed(string code);
}
