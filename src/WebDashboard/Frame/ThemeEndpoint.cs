using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RevenueBot.WebDashboard.Frame;

/// <summary>Light, dark, or as the viewer's system says. The choice is a cookie of theirs, written into the page so that nothing flashes.</summary>
public static class ThemeEndpoint
{
    private const string Cookie = "theme";

    /// <summary>Null follows the system.</summary>
    public static string? Of(HttpRequest request) => request.Cookies[Cookie] is ("light" or "dark") and var theme ? theme : null;

    /// <summary>Without script each press goes on to the next: system, dark, light.</summary>
    internal static RedirectHttpResult Switch(HttpContext http, IFormCollection form)
    {
        var next = Of(http.Request) switch { null => "dark", "dark" => "light", _ => null };
        CookieOptions options = new() { Path = "/", MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps };
        if (next is null) http.Response.Cookies.Delete(Cookie);
        else http.Response.Cookies.Append(Cookie, next, options);
        return TypedResults.LocalRedirect(PageAddress.Back(form["back"].ToString()));
    }
}
