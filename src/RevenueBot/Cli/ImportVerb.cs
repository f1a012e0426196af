using System.CommandLine;
using RevenueBot.Ingest.Files;

namespace RevenueBot.Cli;

/// <summary><c>import PATH</c>: a file or folder of import files into the ledger. Exit code 1 when a file was refused.</summary>
internal static class ImportVerb
{
    private static readonly Argument<string> _path = new("PATH") { Description = "A file such as customers.csv, or a folder of such files." };

    public static Command Create()
    {
        var command = new Command("import", "Imports a file or folder of the documented formats; importing twice changes nothing.") { _path };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var bot = await Bot.OpenAsync(parsed.Settings(), cancel);
        using var progress = new ProgressLine();
        var results = await bot.Services.GetRequiredService<FileImport>().RunAsync(parsed.GetRequiredValue(_path), progress, cancel);
        progress.Clear();
        foreach (var result in results) await WriteAsync(result);
        return results.All(result => result.IsStored) ? 0 : 1;
    }

    private static async Task WriteAsync(FileResult result)
    {
        var output = result.IsStored ? Console.Out : Console.Error;
        foreach (var line in result.Lines) await output.WriteLineAsync(line);
    }
}
