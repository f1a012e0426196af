using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RevenueBot.Slack;

internal enum SignatureVerdict
{
    Valid,

    /// <summary>A header is missing or not of the form Slack sends.</summary>
    Garbled,

    /// <summary>No configured secret made this signature.</summary>
    Forged,

    /// <summary>Rightly signed, but more than five minutes away: a replay, or a wrong clock on one side.</summary>
    OutOfTime,
}

/// <summary>
/// Slack's request signature, version 0: HMAC-SHA256 over <c>v0:timestamp:body</c>
/// (https://docs.slack.dev/authentication/verifying-requests-from-slack).
/// </summary>
internal static class SlackSignature
{
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string SignatureHeader = "X-Slack-Signature";

    private const string Version = "v0=";
    private const int MaxTimestampDigits = 12;
    private static readonly TimeSpan _window = TimeSpan.FromMinutes(5);

    /// <summary>Judges the raw bytes of a request, before anything is parsed. Never throws on what a stranger may send.</summary>
    /// <param name="secrets">Every secret in force: during a rotation the new and the old one. Empty: nothing is valid.</param>
    public static SignatureVerdict Verify(
        ReadOnlySpan<byte> body, string? timestamp, string? signature, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        if (ReadTimestamp(timestamp) is not { } sent || ReadSignature(signature) is not { } given) return SignatureVerdict.Garbled;
        var known = false;
        foreach (var secret in secrets) known |= CryptographicOperations.FixedTimeEquals(Mac(body, timestamp!, secret), given);
        if (!known) return SignatureVerdict.Forged;
        return Math.Abs(now.ToUnixTimeSeconds() - sent) <= _window.TotalSeconds ? SignatureVerdict.Valid : SignatureVerdict.OutOfTime;
    }

    /// <summary>The signature header Slack would send.</summary>
    public static string Sign(ReadOnlySpan<byte> body, string timestamp, string secret) =>
        Version + Convert.ToHexStringLower(Mac(body, timestamp, secret));

    private static byte[] Mac(ReadOnlySpan<byte> body, string timestamp, string secret)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.UTF8.GetBytes($"v0:{timestamp}:"));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }

    private static long? ReadTimestamp(string? header) =>
        header is { Length: > 0 and <= MaxTimestampDigits } && long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds : null;

    private static byte[]? ReadSignature(string? header)
    {
        if (header is null || !header.StartsWith(Version, StringComparison.Ordinal)) return null;
        var mac = new byte[HMACSHA256.HashSizeInBytes];
        var read = Convert.FromHexString(header.AsSpan(Version.Length), mac, out var consumed, out var written);
        return read == OperationStatus.Done && written == mac.Length && consumed == mac.Length * 2 ? mac : null;
    }
}
