using System.Runtime.InteropServices;

namespace RevenueBot.Postgres;

internal static partial class Libc
{
    public const int FastShutdown = 2; // SIGINT, https://www.postgresql.org/docs/15/server-shutdown.html
    public const int ImmediateShutdown = 3; // SIGQUIT

    public static bool IsRoot => GetEffectiveUser() == 0;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    /// <summary>The path with every symbolic link resolved; the path must exist.</summary>
    public static string RealPath(string path)
    {
        var resolved = ResolvePath(path, 0);
        if (resolved == 0) throw new IOException($"Cannot resolve {path}: {Marshal.GetLastPInvokeErrorMessage()}");
        try
        {
            return Marshal.PtrToStringUTF8(resolved)!;
        }
        finally
        {
            Free(resolved);
        }
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint ResolvePath(string path, nint buffer);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(nint pointer);
}
