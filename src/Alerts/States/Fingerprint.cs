using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RevenueBot.Alerts.States;

/// <summary>What makes two evaluations speak of the same alert: the rule and the subject, nothing else.</summary>
public static class Fingerprint
{
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"; // 32, none of them mistaken for another
    private const int IdLetters = 10;

    /// <summary>32 hexadecimal digits.</summary>
    public static string Of(string rule, string subject) => Convert.ToHexStringLower(Hash($"{rule}\n{subject}").AsSpan(0, 16));

    /// <summary>The opaque name of one episode, from firing to its end: what buttons carry. <c>al_7F3K2QWX5N</c></summary>
    public static string AlertId(string rule, string subject, DateTimeOffset firedAt) =>
        "al_" + Name(string.Create(CultureInfo.InvariantCulture, $"{rule}\n{subject}\n{firedAt.UtcTicks / TimeSpan.TicksPerMicrosecond}"), IdLetters);

    /// <summary>Few letters and digits that stand for a text, short enough to be typed.</summary>
    internal static string Name(string text, int letters) => string.Create(letters, Hash(text), static (name, bytes) =>
    {
        for (var i = 0; i < name.Length; i++) name[i] = Letters[bytes[i] % Letters.Length];
    });

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
