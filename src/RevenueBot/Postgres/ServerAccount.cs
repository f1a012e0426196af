using System.Diagnostics;
using System.Globalization;

namespace RevenueBot.Postgres;

/// <summary>
/// Who runs the server. PostgreSQL refuses to run as root, so root steps down to an unprivileged account; where that
/// account cannot reach the data directory (below /root, say), a user namespace in which root is nobody special does.
/// </summary>
internal sealed record ServerAccount(int User, int Group, IReadOnlyList<string> Prefix)
{
    private static readonly string[] _accounts = ["postgres", "nobody"];

    /// <summary>Null when this process may run the server itself.</summary>
    public static ServerAccount? For(string folder)
    {
        if (!Libc.IsRoot) return null;
        var account = _accounts.Select(Find).FirstOrDefault(a => a is not null);
        return account is { } found && IsReachable(folder) ? StepDown(found.User, found.Group) : Namespace();
    }

    public void Own(params string[] folders)
    {
        // Every start: a folder may have been written under the other kind of account before.
        using var chown = Process.Start("chown", ["-R", $"{User}:{Group}", .. folders]);
        chown.WaitForExit();
    }

    // Numbers, not names: setpriv looks for a group called like the user, and there is no group "nobody".
    private static ServerAccount StepDown(int user, int group) =>
        new(user, group, ["setpriv", $"--reuid={user}", $"--regid={group}", "--clear-groups", "--"]);

    private static ServerAccount Namespace() =>
        new(0, 0, ["unshare", "--user", "--map-user=1000", "--map-group=1000"]);

    private static bool IsReachable(string folder)
    {
        for (var parent = Path.GetDirectoryName(folder); parent is not null; parent = Path.GetDirectoryName(parent))
        {
            if (!File.GetUnixFileMode(parent).HasFlag(UnixFileMode.OtherExecute)) return false;
        }

        return true;
    }

    private static (int User, int Group)? Find(string name)
    {
        var fields = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(f => f[0] == name);
        return fields is { Length: > 3 } ? (Number(fields[2]), Number(fields[3])) : null;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
