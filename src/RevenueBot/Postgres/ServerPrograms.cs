using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using RevenueBot.Configuration;

namespace RevenueBot.Postgres;

/// <summary>The PostgreSQL server programs of this machine: the folder of <c>postgres</c> and <c>initdb</c>.</summary>
internal sealed partial record ServerPrograms(string Folder, int Major)
{
    private const string Debian = "/usr/lib/postgresql";

    public string Postgres => Path.Combine(Folder, "postgres");

    public string InitDb => Path.Combine(Folder, "initdb");

    /// <summary>
    /// The newest programs of the machine, or those of <paramref name="major"/> when data of that version exists:
    /// a data directory belongs to one major version for ever.
    /// </summary>
    /// <exception cref="RefusalException">Nothing suitable is installed.</exception>
    public static async Task<ServerPrograms> FindAsync(int? major, string? folder, CancellationToken cancel)
    {
        List<ServerPrograms> found = [];
        foreach (var candidate in Candidates(folder).Where(IsComplete).Distinct(StringComparer.Ordinal))
        {
            var programs = new ServerPrograms(candidate, await MajorAsync(candidate, cancel));
            if (major is null || programs.Major == major) return programs;
            found.Add(programs);
        }

        throw new RefusalException(found.Count == 0
            ? "PostgreSQL is not installed: install it (Debian and Ubuntu: apt-get install postgresql), or set Database:ConnectionString to a server of yours."
            : $"The data directory was written by PostgreSQL {major}, but only PostgreSQL {string.Join(", ", found.Select(p => p.Major))} is installed: install PostgreSQL {major}, or move the data with pg_upgrade.");
    }

    private static IEnumerable<string> Candidates(string? folder)
    {
        if (!string.IsNullOrEmpty(folder)) return [folder];
        var debian = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. debian.OrderByDescending(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var v) ? v : 0)
                .Select(d => Path.Combine(d, "bin")),
            .. path,
            "/usr/pgsql/bin",
            "/usr/local/pgsql/bin",
        ];
    }

    private static bool IsComplete(string folder) =>
        File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb"));

    private static async Task<int> MajorAsync(string folder, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Path.Combine(folder, "postgres"), "--version") { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync(cancel);
        return int.Parse(VersionNumber().Match(text).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"PostgreSQL\)? (\d+)")]
    private static partial Regex VersionNumber();
}
