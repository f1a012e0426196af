namespace RevenueBot.Postgres;

/// <summary>
/// Two file locks let several programs share one private server: starting and stopping happens one at a time, and
/// only the last user stops it. The kernel releases both when a program is killed.
/// </summary>
internal sealed class ServerLocks(string root) : IDisposable
{
    private const int WouldBlock = 11; // EWOULDBLOCK, flock(2)
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);
    private FileStream? _use;

    private string UsersFile => Path.Combine(root, "postgres.users");

    /// <summary>Waits until nobody else is starting or stopping the server.</summary>
    public async Task<IDisposable> TakeTurnAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (TryOpen(Path.Combine(root, "postgres.turn"), FileShare.None) is { } turn) return turn;
            await Task.Delay(_pause, cancel);
        }
    }

    /// <summary>Counts this program as a user. Call it in turn.</summary>
    public void Use() => _use ??= TryOpen(UsersFile, FileShare.ReadWrite);

    /// <summary>Ends the use; true when nobody else uses the server. Call it in turn.</summary>
    public bool Leave()
    {
        _use?.Dispose();
        _use = null;
        using var alone = TryOpen(UsersFile, FileShare.None);
        return alone is not null;
    }

    public void Dispose() => _use?.Dispose();

    // .NET maps FileShare.None to an exclusive flock(2) and every other value to a shared one.
    private static FileStream? TryOpen(string file, FileShare share)
    {
        try
        {
            return File.Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, share);
        }
        catch (IOException held) when (held.HResult == WouldBlock)
        {
            return null;
        }
    }
}
