using System.IO.Compression;
using System.Text;
using RevenueBot.Configuration;

namespace RevenueBot.Teams.Packaging;

/// <summary>
/// The app package for Teams: manifest and icons in one file. The same input gives the same bytes, so that two builds can be compared.
/// </summary>
internal static class AppPackage
{
    private const string AppId = "APP-ID", Host = "HOST", Manifest = "manifest.json";
    private static readonly string[] _files = [Manifest, "color.png", "outline.png"];

    /// <summary>The earliest time that a zip file can name.</summary>
    private static readonly DateTimeOffset _epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="folder">With the manifest as a form to fill in, and the icons.</param>
    /// <param name="appId">The bot's application id.</param>
    /// <param name="host">The public host name of the bot.</param>
    /// <exception cref="RefusalException">Something is missing; one sentence.</exception>
    public static byte[] Build(string folder, string? appId, string? host)
    {
        if (!Guid.TryParse(appId, out var id)) throw new RefusalException("The package needs the bot's application id: give --app-id, or set Teams:AppId.");
        if (host is not { Length: > 0 } || Uri.CheckHostName(host) != UriHostNameType.Dns || !host.Contains('.', StringComparison.Ordinal))
            throw new RefusalException("The package needs the public host name of the bot, such as revenue.example.com: give --host, or set Dashboard:PublicUrl.");
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in _files)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = _epoch;
                using var content = entry.Open();
                content.Write(name == Manifest ? Encoding.UTF8.GetBytes(Filled(Encoding.UTF8.GetString(Read(folder, name)), id, host)) : Read(folder, name));
            }

        return bytes.ToArray();
    }

    private static string Filled(string manifest, Guid appId, string host) => manifest
        .Replace(AppId, appId.ToString(), StringComparison.Ordinal)
        .Replace($"https://{Host}/", $"https://{host.ToLowerInvariant()}/", StringComparison.Ordinal).Replace($"\"{Host}\"", $"\"{host.ToLowerInvariant()}\"", StringComparison.Ordinal);

    private static byte[] Read(string folder, string name)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException($"{Path.Combine(folder, name)} cannot be read: run it from the folder of the project, or give --from.", error);
        }
    }
}
