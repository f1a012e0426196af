using System.Diagnostics;
using RevenueBot.Configuration;

namespace RevenueBot.Postgres;

/// <summary>Starts a PostgreSQL program under the right account, in a session of its own.</summary>
internal static class ServerCommand
{
    /// <summary>Starts the program. Every step before it replaces itself by exec, so the child is the program.</summary>
    public static Process Start(ServerAccount? account, string program, IEnumerable<string> arguments)
    {
        // setsid: Ctrl-C on the terminal reaches the bot only, which still has something to write.
        List<string> command = ["setsid", .. account?.Prefix ?? [], program, .. arguments];
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("PGDATA");
        start.Environment["LC_ALL"] = "C.UTF-8";
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public static async Task RunAsync(ServerAccount? account, string program, string[] arguments, CancellationToken cancel)
    {
        using var process = Start(account, program, arguments);
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = await process.StandardError.ReadToEndAsync(cancel);
        await output;
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode == 0) return;
        throw new RefusalException($"{Path.GetFileName(program)} could not prepare the private PostgreSQL: {LastLine(errors)}");
    }

    /// <summary>The last thing a program said, for a sentence to a person.</summary>
    public static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "it said nothing.";
}
