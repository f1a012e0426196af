using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RevenueBot.WebDashboard.Frame;

/// <summary>The few files that pages need, from within the program: compressed once, and kept by browsers for as long as their address stays.</summary>
internal static class AssetFiles
{
    private sealed record Asset(string Type, byte[] Plain, byte[]? Brotli, string Version);

    private static readonly FrozenDictionary<string, Asset> _assets = new Dictionary<string, Asset>
    {
        ["dashboard.css"] = Read("dashboard.css", "text/css; charset=utf-8"), ["dashboard.js"] = Read("dashboard.js", "text/javascript; charset=utf-8"),
        ["Inter-Regular.woff2"] = Read("Inter-Regular.woff2", "font/woff2"), ["Inter-SemiBold.woff2"] = Read("Inter-SemiBold.woff2", "font/woff2"), ["Inter-Bold.woff2"] = Read("Inter-Bold.woff2", "font/woff2"),
    }.ToFrozenDictionary();

    /// <summary>The address that changes with the file's content.</summary>
    public static string AddressOf(string name) => $"/assets/{name}?v={_assets[name].Version}";

    public static Results<FileContentHttpResult, NotFound> Serve(string name, HttpContext http)
    {
        if (!_assets.TryGetValue(name, out var asset)) return TypedResults.NotFound();
        // Fonts are named in the stylesheet without a version, and never change.
        var isPinned = http.Request.Query["v"] == asset.Version || asset.Brotli is null;
        http.Response.Headers.CacheControl = isPinned ? "public, max-age=31536000, immutable" : "no-cache";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.Vary = "Accept-Encoding";
        if (asset.Brotli is null || !http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal)) return TypedResults.File(asset.Plain, asset.Type);
        http.Response.Headers.ContentEncoding = "br";
        return TypedResults.File(asset.Brotli, asset.Type);
    }

    private static Asset Read(string name, string type)
    {
        using var stream = typeof(AssetFiles).Assembly.GetManifestResourceStream(name)!;
        var plain = new byte[stream.Length];
        stream.ReadExactly(plain);
        return new(type, plain, type.StartsWith("text/", StringComparison.Ordinal) ? Compress(plain) : null, Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 6)));
    }

    private static byte[] Compress(byte[] plain)
    {
        using MemoryStream packed = new();
        using (BrotliStream brotli = new(packed, CompressionLevel.SmallestSize)) brotli.Write(plain);
        return packed.ToArray();
    }
}
