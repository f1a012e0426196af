using System.CommandLine;
using Npgsql;
using RevenueBot.Charts;
using RevenueBot.Configuration;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Cli;

/// <summary>The verbs. Exit code 0: done, 1: failed, 2: not understood; errors are one plain sentence on standard error.</summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    // Serving ends with open requests and a database checkpoint; the default of two seconds would cut that off.
    private static readonly TimeSpan _endMayTake = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = Root().Parse(arguments);
        if (parsed.Errors is [var first, ..])
        {
            await Console.Error.WriteLineAsync($"{first.Message} Run with --help to see how it is used.");
            return WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = _endMayTake });
        }
        catch (Exception error) when (error is RefusalException or LedgerRulesException or ChartRenderException)
        {
            return await FailAsync(error.Message);
        }
        catch (OperationCanceledException)
        {
            return await FailAsync("Stopped before it was done; run it again to go on.");
        }
        catch (NpgsqlException error)
        {
            return await FailAsync($"The database did not do what was asked: {(error as PostgresException)?.MessageText ?? error.Message}");
        }
#pragma warning disable CA1031 // the end of the road: a person gets a sentence, not a stack
        catch (Exception error) when (Environment.GetEnvironmentVariable("REVENUEBOT_TRACE") is null)
#pragma warning restore CA1031
        {
            return await FailAsync($"Something went wrong that should not ({error.GetType().Name}: {error.Message}); set REVENUEBOT_TRACE=1 to see where.");
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("RevenueBot: revenue answers from an exact ledger. Without a verb it starts the bot, with sample data if no source is connected.")
        {
            SettingsOption.Set,
            ServeVerb.Create(),
            AskVerb.Create(),
            MetricsVerb.Create(),
            ImportVerb.Create(),
            BackfillVerb.Create(),
            RebuildVerb.Create(),
            ReconcileVerb.Create(),
            ForecastVerb.Create(),
            RetentionVerb.Create(),
            TrainVerb.Create(),
            DigestVerb.Create(),
            AlertVerb.Create(),
            AccessVerb.Create(),
            TeamsVerb.Create(),
            ScoreVerb.Create(),
            DoctorVerb.Create(),
        };
        root.SetAction(RunVerb.RunAsync);
        return root;
    }

    private static async Task<int> FailAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return Failed;
    }
}
