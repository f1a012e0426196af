using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace RevenueBot.Dashboard.SignIn;

/// <summary>
/// Tells browsers apart before anybody has signed in: a code in a sealed cookie, shown on the sign-in page. Who asks for a link with the
/// code gets one that works in that browser alone; a code that the bot did not give cannot be sealed.
/// </summary>
internal sealed class BrowserCode(IDataProtectionProvider protection)
{
    private const string Cookie = "revenuebot-browser";
    private static readonly TimeSpan _lasts = TimeSpan.FromMinutes(30);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("RevenueBot.Browser.v1").ToTimeLimitedDataProtector();

    /// <summary>The browser's code; a new one where it has none.</summary>
    public string Of(HttpContext http)
    {
        if (Known(http.Request) is { } known) return known;
        var code = Secrets.NewCode();
        // Lax: it is there when the link is followed from a chat.
        http.Response.Cookies.Append(Cookie, _protector.Protect(code, _lasts), new CookieOptions { Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = _lasts });
        return code;
    }

    /// <summary>Null for a browser that was given none, or whose code has ended.</summary>
    public string? Known(HttpRequest request)
    {
        if (request.Cookies[Cookie] is not { Length: < 500 } text) return null;
        try
        {
            return Secrets.Code(_protector.Unprotect(text));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
