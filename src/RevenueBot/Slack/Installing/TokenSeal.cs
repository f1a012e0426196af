using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace RevenueBot.Slack.Installing;

/// <summary>Tokens at rest, sealed with the keys that protect the dashboard's sessions: they lie in the data directory, not in the database.</summary>
internal sealed class TokenSeal(IDataProtectionProvider keys)
{
    private readonly IDataProtector _keys = keys.CreateProtector("Slack.Installation.Token");

    public byte[]? Close(string? token) => token is null ? null : _keys.Protect(Encoding.UTF8.GetBytes(token));

    /// <summary>Null where there is none, or where its key is lost.</summary>
    public string? Open(byte[]? sealedToken)
    {
        try
        {
            return sealedToken is null ? null : Encoding.UTF8.GetString(_keys.Unprotect(sealedToken));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
