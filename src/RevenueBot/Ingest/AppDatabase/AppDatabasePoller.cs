using Npgsql;
using RevenueBot.Configuration;

namespace RevenueBot.Ingest.AppDatabase;

/// <summary>Reads the application's database at start and then every few minutes. What fails is tried again at the next turn.</summary>
internal sealed partial class AppDatabasePoller(AppDatabaseSource source, AppDatabaseOptions options, TimeProvider time, ILogger<AppDatabasePoller> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Every, time);
        do if (await TryAsync(stoppingToken) is { } problem) await ReportAsync(problem, stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <returns>What went wrong, for people; null: nothing.</returns>
    private async Task<string?> TryAsync(CancellationToken cancel)
    {
        try
        {
            await source.PollAsync(cancel);
            Read();
            return null;
        }
        catch (RefusalException refusal)
        {
            Refused(refusal.Message);
            return refusal.Message;
        }
#pragma warning disable CA1031 // a worker loop: nothing that happens in one turn may end the turns after it
        catch (Exception error) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // The message of a data error may quote a value of a row.
            Failed((error as PostgresException)?.SqlState ?? error.GetType().Name);
            return "The app database could not be read: look whether it runs, and at its connection string.";
        }
    }

    private async Task ReportAsync(string problem, CancellationToken cancel)
    {
        try
        {
            await source.ReportAsync(problem, cancel);
        }
        catch (NpgsqlException error)
        {
            Failed(error.SqlState ?? nameof(NpgsqlException)); // our own database is away too: the log has both
        }
    }

    [LoggerMessage(LogLevel.Debug, "The application's database is read.")]
    private partial void Read();

    [LoggerMessage(LogLevel.Error, "The application's database is not read: {Sentence}")]
    private partial void Refused(string sentence);

    [LoggerMessage(LogLevel.Error, "The application's database could not be read ({Code}); it is tried again.")]
    private partial void Failed(string code);
}
