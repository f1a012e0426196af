using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RevenueBot.Ingest.Stripe;

/// <summary>What the check of a webhook signature found.</summary>
internal enum SignatureCheck
{
    Valid,

    /// <summary>The header is missing or not of the form <c>t=…,v1=…</c>.</summary>
    Malformed,

    /// <summary>No <c>v1</c> value was made with one of our secrets.</summary>
    BadSignature,

    /// <summary>Signed by Stripe, but for another time: a recorded request, or one of the two clocks is wrong.</summary>
    Expired,
}

/// <summary>The <c>Stripe-Signature</c> header (https://docs.stripe.com/webhooks#verify-manually).</summary>
internal static class StripeSignature
{
    /// <summary>Largest accepted distance between the signed time and ours, in either direction.</summary>
    internal static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    /// <summary>No genuine header comes near this; a longer one is not worth hashing for.</summary>
    private const int MaxHeaderLength = 4096;

    /// <summary>
    /// Checks a request against every secret in force. The signature is checked before the time, so that a wrong clock is
    /// told from a forgery. All comparisons run in constant time and none is skipped after a match.
    /// </summary>
    /// <param name="body">The raw bytes as received.</param>
    /// <param name="header">The header's value, or null.</param>
    /// <param name="secrets">Endpoint secrets (<c>whsec_…</c>), used as text; two while one is being rolled.</param>
    public static SignatureCheck Verify(ReadOnlySpan<byte> body, string? header, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        if (!TryParse(header, out var time, out var signatures)) return SignatureCheck.Malformed;
        var genuine = false;
        foreach (var secret in secrets) genuine |= MatchesAny(signatures, Mac(body, time, secret));
        if (!genuine) return SignatureCheck.BadSignature;
        return Math.Abs((decimal)now.ToUnixTimeSeconds() - time) <= (decimal)Tolerance.TotalSeconds ? SignatureCheck.Valid : SignatureCheck.Expired;
    }

    private static bool TryParse(string? header, out long time, out List<byte[]> signatures)
    {
        time = 0;
        signatures = [];
        if (header is null or { Length: 0 or > MaxHeaderLength }) return false;
        string? stamp = null;
        foreach (var part in header.Split(','))
        {
            var (name, value) = part.Split('=', 2) is [var n, var v] ? (n.Trim(), v.Trim()) : (part, "");
            if (name == "t") stamp ??= value;
            if (name == "v1" && Hex(value) is { } mac) signatures.Add(mac);
        }

        return signatures.Count > 0 && long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out time);
    }

    private static byte[]? Hex(string value) =>
        value.Length == 2 * HMACSHA256.HashSizeInBytes && value.All(char.IsAsciiHexDigit) ? Convert.FromHexString(value) : null;

    private static bool MatchesAny(List<byte[]> signatures, byte[] expected)
    {
        var found = false;
        foreach (var signature in signatures) found |= CryptographicOperations.FixedTimeEquals(signature, expected);
        return found;
    }

    private static byte[] Mac(ReadOnlySpan<byte> body, long time, string secret)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes($"{time}."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
