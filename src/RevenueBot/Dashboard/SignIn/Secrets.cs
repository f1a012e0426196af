using System.Security.Cryptography;
using System.Text;

namespace RevenueBot.Dashboard.SignIn;

/// <summary>What proves something by being known: random, given away once, and kept only as a hash.</summary>
internal static class Secrets
{
    private const int Bytes = 24;

    /// <summary>Without letters and digits that are taken for each other.</summary>
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    public const int CodeLength = 6;

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Something to type: of a thousand million.</summary>
    public static string NewCode() => RandomNumberGenerator.GetString(Letters, CodeLength);

    /// <summary>A code as people type it; null for what is none.</summary>
    public static string? Code(string text) => text.Trim().ToUpperInvariant() is { Length: CodeLength } code && code.All(letter => Letters.Contains(letter, StringComparison.Ordinal)) ? code : null;

    public static bool IsOne(string? secret) => secret is { Length: Bytes * 2 } && secret.All(char.IsAsciiHexDigitLower);

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
