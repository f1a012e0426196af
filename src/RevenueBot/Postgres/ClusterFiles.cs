using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RevenueBot.Postgres;

/// <summary>The files of one private server below the data directory, and what they say about a running one.</summary>
internal sealed class ClusterFiles
{
    private const string Socket = ".s.PGSQL.5432";
    private const int LongestSocketPath = 107; // sockaddr_un, unix(7)
    private const int NeverAProcess = 4_194_304; // one above the kernel's largest pid_max, proc(5)

    public ClusterFiles(string root)
    {
        Directory.CreateDirectory(root);
        Root = Libc.RealPath(root); // /proc shows resolved paths
        Data = Path.Combine(Root, "postgres");
        Sockets = Path.Combine(Root, "socket");
        if (Sockets.Length + Socket.Length + 1 > LongestSocketPath)
        {
            var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Root)));
            Sockets = Path.Combine(Path.GetTempPath(), $"revenuebot-{hash[..12]}");
        }
    }

    public string Root { get; }

    public string Data { get; }

    /// <summary>The folder of the Unix socket, which Npgsql takes as the host.</summary>
    public string Sockets { get; }

    public string Log => Path.Combine(Data, "log");

    /// <summary>The major version that wrote the data; null before the first start.</summary>
    public int? Major
    {
        get
        {
            var file = Path.Combine(Data, "PG_VERSION");
            return File.Exists(file) ? int.Parse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture) : null;
        }
    }

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    public void CreateFolders()
    {
        foreach (var folder in (string[])[Data, Sockets])
        {
            Directory.CreateDirectory(folder);
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The process id of the running server, or null.</summary>
    public int? Postmaster() => ReadPid() is { } pid && ServerProcess.IsAlive(pid, Data) ? pid : null;

    /// <summary>The server says it accepts connections (line 8 of its pid file).</summary>
    public bool IsReady() => PidFileLines().ElementAtOrDefault(7)?.Trim() == "ready";

    /// <summary>
    /// Clears what a killed server left behind. The pid file keeps its lines up to the shared memory key: the next
    /// server checks that memory before it trusts that nobody else is at work in the directory.
    /// </summary>
    public void ForgetDeadServer()
    {
        if (PidFileLines() is [_, .. var rest])
        {
            File.WriteAllLines(PidFile, [NeverAProcess.ToString(CultureInfo.InvariantCulture), .. rest.Take(6)]);
        }

        File.Delete(Path.Combine(Sockets, Socket));
        File.Delete(Path.Combine(Sockets, $"{Socket}.lock"));
    }

    private int? ReadPid() =>
        int.TryParse(PidFileLines().FirstOrDefault(), CultureInfo.InvariantCulture, out var pid) ? pid : null;

    private string[] PidFileLines()
    {
        try
        {
            return File.ReadAllLines(PidFile);
        }
        catch (IOException)
        {
            return []; // no server, or it is just removing the file
        }
    }
}
