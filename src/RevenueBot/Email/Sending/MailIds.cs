using System.Security.Cryptography;
using System.Text;
using RevenueBot.Email.Mime;

namespace RevenueBot.Email.Sending;

/// <summary>Names of mails: the same on every attempt, so that whoever gets one twice can tell.</summary>
internal static class MailIds
{
    private const int LongestName = 24;

    /// <summary><c>daily.2026-11-10.priya.8f31c2@larkspur.example</c></summary>
    /// <param name="what">What is told: <c>daily.2026-11-10</c>.</param>
    public static string Of(string what, string recipient, Mailbox from)
    {
        var name = string.Concat(recipient.Split('@')[0].Where(c => char.IsAsciiLetterOrDigit(c) || c == '-').Take(LongestName));
        return $"{what}.{name}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipient)).AsSpan(0, 3))}@{from.Host}";
    }
}
