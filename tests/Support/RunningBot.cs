using System.Diagnostics;

namespace RevenueBot.Support;

/// <summary>The real program serving, as a process of its own.</summary>
public sealed class RunningBot : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _log;

    private RunningBot(Process process, Uri address) =>
        (_process, _log, Http) = (process, process.StandardError.ReadToEndAsync(), new HttpClient { BaseAddress = address });

    public HttpClient Http { get; }

    public static async Task<RunningBot> StartAsync(BotProgram program, CancellationToken cancel)
    {
        var process = program.Start("serve", "--port", "0");
        var line = await process.StandardOutput.ReadLineAsync(cancel)
            ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(cancel));
        return new RunningBot(process, new Uri(line.Split(' ')[2]));
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public async Task KillAsync()
    {
        _process.Kill(); // SIGKILL
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends it as Ctrl-C would.</summary>
    /// <returns>Everything it logged.</returns>
    public async Task<string> StopAsync()
    {
        if (!_process.HasExited)
        {
            using var term = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        }

        await _process.WaitForExitAsync();
        return await _log;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Http.Dispose();
        _process.Dispose();
    }
}
