using System.CommandLine;
using System.Globalization;
using Npgsql;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Cli;

/// <summary><c>rebuild</c>: the ledger from the facts. Exit code 1 when it differs from the one it replaced.</summary>
internal static class RebuildVerb
{
    public static Command Create()
    {
        var command = new Command("rebuild", "Makes the ledger again from the facts, and proves it equal to the running one.");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var bot = await Bot.OpenAsync(parsed.Settings(), cancel);
        using var count = new CountLine("facts");
        var result = await Rebuild.RunAsync(bot.Services.GetRequiredService<NpgsqlDataSource>(), bot.Services.GetRequiredService<LedgerRules>(), count, cancel);
        count.Clear();
        await Console.Out.WriteLineAsync(Sentence(result));
        return result.EqualsPrevious is false ? 1 : 0;
    }

    private static string Sentence(RebuildResult result) => string.Create(CultureInfo.InvariantCulture,
        $"Rebuilt {result.Rows:N0} ledger rows of {result.Customers:N0} customers from {result.Facts:N0} facts in {result.Elapsed.TotalSeconds:N1} s ({result.RowsPerSecond:N0} rows/s). {Proof(result)}");

    private static string Proof(RebuildResult result) => result.EqualsPrevious switch
    {
        true => "It equals the ledger it replaced, row for row.",
        false => "It differs from the ledger it replaced: please report this.",
        null => "There was no ledger of the same rules to compare with.",
    };
}
