using System.Globalization;

namespace RevenueBot.Postgres;

/// <summary>
/// Recognises the processes of a server by their working directory, which is the data directory. A process id alone
/// proves nothing: in a container it is soon used again, and a killed child may stay behind as a zombie.
/// </summary>
internal static class ServerProcess
{
    public static bool IsAlive(int pid, string data) => WorkingDirectory(pid) switch
    {
        Known(var folder) => folder == data,
        Hidden => Name(pid) == "postgres",
        _ => false,
    };

    /// <summary>Every process at work in the data directory, the orphans of a killed server among them.</summary>
    public static IReadOnlyList<int> At(string data) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0 && WorkingDirectory(pid) is Known(var folder) && folder == data),
    ];

    private static object? WorkingDirectory(int pid)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/cwd").LinkTarget is { } folder ? new Known(folder) : null;
        }
        catch (UnauthorizedAccessException)
        {
            return new Hidden(); // root in a container may not look into processes of another account
        }
        catch (IOException)
        {
            return null; // gone, or a zombie
        }
    }

    private static string? Name(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm").Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }

    private sealed record Known(string Folder);

    private sealed record Hidden;
}
