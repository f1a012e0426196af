using RevenueBot.Configuration;

namespace RevenueBot.Postgres;

/// <summary>
/// A PostgreSQL server of our own: the machine's server programs, a data directory of ours, a Unix socket nobody else
/// can reach. Several programs may use it at once; it outlives a killed one and the next start takes it over.
/// </summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private static readonly TimeSpan _orphansMayTake = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _startMayTake = TimeSpan.FromMinutes(5); // crash recovery of a large database
    private static readonly TimeSpan _stopMayTake = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(10);

    private readonly PrivatePostgresOptions _options;
    private readonly ClusterFiles _files;
    private readonly ServerLocks _locks;

    private PrivatePostgres(PrivatePostgresOptions options)
    {
        _options = options;
        _files = new ClusterFiles(options.Root);
        _locks = new ServerLocks(_files.Root);
    }

    public string ConnectionString => $"Host={_files.Sockets};Username=revenuebot;Database=postgres";

    /// <summary>The process id of the server; null when it is not running.</summary>
    public int? ProcessId => _files.Postmaster();

    /// <summary>Starts the server, or joins the one that already runs on this data; ready for connections.</summary>
    /// <exception cref="RefusalException">It cannot run here; the message says what to do.</exception>
    public static async Task<PrivatePostgres> StartAsync(PrivatePostgresOptions options, CancellationToken cancel)
    {
        if (!OperatingSystem.IsLinux())
            throw new RefusalException("The private PostgreSQL runs on Linux only: set Database:ConnectionString to a server of yours.");
        var server = new PrivatePostgres(options);
        await server.EnsureRunningAsync(cancel);
        return server;
    }

    /// <summary>Starts the server again if it is gone. Cheap when it runs.</summary>
    /// <returns>True when it had to be started.</returns>
    public async Task<bool> EnsureRunningAsync(CancellationToken cancel)
    {
        using var turn = await _locks.TakeTurnAsync(cancel);
        _locks.Use();
        if (_files.Postmaster() is not null)
        {
            await WaitUntilReadyAsync(() => _files.Postmaster() is null ? "it ended while starting." : null, cancel);
            return false;
        }

        await StartServerAsync(cancel);
        return true;
    }

    /// <summary>Ends our use; the last user stops the server, with a checkpoint, so the next start is quick.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        using var turn = await _locks.TakeTurnAsync(cancel);
        if (!_locks.Leave() || _files.Postmaster() is not { } pid) return;
        _ = Libc.Kill(pid, Libc.FastShutdown);
        await WaitAsync(() => _files.Postmaster() is null && ServerProcess.At(_files.Data).Count == 0, _stopMayTake, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _locks.Dispose();
    }

    private async Task StartServerAsync(CancellationToken cancel)
    {
        var programs = await ServerPrograms.FindAsync(_files.Major, _options.ProgramsFolder, cancel);
        await WaitForOrphansAsync(cancel);
        _files.CreateFolders();
        var account = ServerAccount.For(_files.Data);
        account?.Own(_files.Data, _files.Sockets);
        if (_files.Major is null) await CreateAsync(programs, account, cancel);
        _files.ForgetDeadServer();

        using var process = ServerCommand.Start(account, programs.Postgres, _options.Arguments(_files));
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await WaitUntilReadyAsync(() => process.HasExited ? ServerCommand.LastLine(errors.Result) : null, cancel);
    }

    private Task CreateAsync(ServerPrograms programs, ServerAccount? account, CancellationToken cancel) =>
        ServerCommand.RunAsync(account, programs.InitDb,
            ["-D", _files.Data, "-U", "revenuebot", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"], cancel);

    /// <summary>A killed server's back ends finish their statement first; two servers on one directory would ruin it.</summary>
    private async Task WaitForOrphansAsync(CancellationToken cancel)
    {
        if (await WaitAsync(() => ServerProcess.At(_files.Data).Count == 0, _orphansMayTake, cancel)) return;
        foreach (var orphan in ServerProcess.At(_files.Data)) _ = Libc.Kill(orphan, Libc.ImmediateShutdown);
        await WaitAsync(() => ServerProcess.At(_files.Data).Count == 0, _orphansMayTake, cancel);
    }

    private async Task WaitUntilReadyAsync(Func<string?> failure, CancellationToken cancel)
    {
        string? reason = null;
        if (await WaitAsync(() => _files.IsReady() || (reason = failure()) is not null, _startMayTake, cancel) && reason is null) return;
        throw new RefusalException($"The private PostgreSQL does not start: {reason ?? "it is not ready after five minutes."} Its log is in {_files.Log}.");
    }

    private static async Task<bool> WaitAsync(Func<bool> reached, TimeSpan mayTake, CancellationToken cancel)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (!reached())
        {
            if (TimeProvider.System.GetElapsedTime(deadline) > mayTake) return false;
            await Task.Delay(_pause, cancel);
        }

        return true;
    }
}
