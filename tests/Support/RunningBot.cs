using System.Diagnostics;

namespace RevenueBot.Support;

/// <summary>The real program serving, as a process of its own.</summary>
public sealed class RunningBot : IAsyncDisposable
{
    private static readonly TimeSpan _mayTake = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly Task<string> _log;

    private RunningBot(Process process, Uri address) =>
        (_process, _log, Http) = (process, process.StandardError.ReadToEndAsync(), new HttpClient { BaseAddress = address });

    public HttpClient Http { get; }

    /// <summary>Memory in use, megabytes.</summary>
    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (1024.0 * 1024.0);
        }
    }

    public static async Task<RunningBot> StartAsync(BotProgram program, CancellationToken cancel)
    {
        var process = program.Start("serve", "--port", "0");
        var line = await process.StandardOutput.ReadLineAsync(cancel)
            ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(cancel));
        return new RunningBot(process, new Uri(line.Split(' ')[2]));
    }

    /// <summary>Sends a signal (INT, TERM, KILL) and waits for the end.</summary>
    /// <returns>The exit code, and everything it logged.</returns>
    public async Task<(int ExitCode, string Log)> EndAsync(string signal = "TERM")
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        }

        await _process.WaitForExitAsync().WaitAsync(_mayTake);
        return (_process.ExitCode, await _log);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Http.Dispose();
        _process.Dispose();
    }
}
