using System.Diagnostics;

namespace RevenueBot.Support;

/// <summary>What a run of the program left: exit code and both outputs.</summary>
public sealed record ProgramResult(int ExitCode, string Output, string Errors);

/// <summary>Runs the real executable, in a home folder and with an environment of the test's own.</summary>
public sealed class BotProgram(string home)
{
    private static readonly TimeSpan _mayTake = TimeSpan.FromMinutes(2);

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Runs to the end.</summary>
    public async Task<ProgramResult> RunAsync(params IEnumerable<string> arguments)
    {
        using var process = Start(arguments);
        using var deadline = new CancellationTokenSource(_mayTake);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
            return new ProgramResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>
    /// Starts it; the caller ends and disposes it. Signals are given their usual meaning: a suite that was started in the background ignores
    /// an interrupt, and so would its children.
    /// </summary>
    public Process Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("env", ["--default-signal=INT,QUIT,HUP", "dotnet", Path.Combine(AppContext.BaseDirectory, "RevenueBot.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["REVENUEBOT_HOME"] = home;
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "FA0"; // 4 s: what ends before has no use for methods compiled again
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
