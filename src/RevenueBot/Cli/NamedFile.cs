using RevenueBot.Configuration;

namespace RevenueBot.Cli;

/// <summary>Files that a command line names: every verb refuses what it cannot open in the same words.</summary>
internal static class NamedFile
{
    /// <exception cref="RefusalException">The file cannot be opened.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException($"{path} cannot be read: check the path and its permissions.", error);
        }
    }

    /// <param name="what">"The curve was".</param>
    /// <param name="path">Null: standard output.</param>
    /// <exception cref="RefusalException">The file cannot be written.</exception>
    public static async Task WriteAsync(string what, string? path, Func<Stream, Task> write)
    {
        try
        {
            await using var stream = path is null ? Console.OpenStandardOutput() : File.Create(path);
            await write(stream);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException($"{what} not written to {path ?? "standard output"}: check the path and its permissions.", error);
        }
    }
}
