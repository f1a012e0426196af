using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using RevenueBot.Handling;
using RevenueBot.Reports;
using RevenueBot.Reports.Scheduling;

namespace RevenueBot.Email.Sending;

/// <summary>A list and who leaves it.</summary>
internal readonly record struct Leaving(DigestKind Kind, string Address);

/// <summary>
/// Addresses at which a recipient leaves a list without signing in. Sealed, so that nobody leaves for somebody else; it does not end,
/// because an old mail must be as good as a new one.
/// </summary>
internal sealed class LeaveLinks(IDataProtectionProvider protection, AlertLinks links)
{
    public const string Route = "/u";
    private const int Longest = 1_000;
    private readonly IDataProtector _protector = protection.CreateProtector("RevenueBot.MailLeave.v1");

    /// <summary>The page; null where the bot has no public address.</summary>
    public Uri? Page(string token) => links.Dashboard is { } root ? new Uri($"{root.AbsoluteUri.TrimEnd('/')}{Route}/{token}") : null;

    public string Token(Leaving leaving) => Base64Url.EncodeToString(_protector.Protect(Encoding.UTF8.GetBytes($"{(int)leaving.Kind}\n{leaving.Address}")));

    /// <summary>Null for whatever was not sealed here.</summary>
    public Leaving? Open(string token)
    {
        if (token.Length > Longest || !Base64Url.IsValid(token)) return null;
        try
        {
            var text = Encoding.UTF8.GetString(_protector.Unprotect(Base64Url.DecodeFromChars(token)));
            return text.Split('\n', 2) is [var kind, var address] && int.TryParse(kind, out var number) && Enum.IsDefined((DigestKind)number) && MailAddressText.Read(address) is { } read ? new((DigestKind)number, read) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
