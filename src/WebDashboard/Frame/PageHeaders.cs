using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace RevenueBot.WebDashboard.Frame;

/// <summary>The scheme that the browser used: a trusted proxy's word, or what arrived here.</summary>
public delegate string ReadScheme(HttpContext http);

/// <summary>What every page is sent with.</summary>
public static class PageHeaders
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>Figures are never cached, framed, or given away in a referrer; no script or style stands in a page (OWASP ASVS 3.4).</summary>
    public static async ValueTask<object?> HardenAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        Harden(invocation.HttpContext);
        var answer = await next(invocation);
        invocation.HttpContext.Response.Headers.CacheControl = "no-store";
        return answer;
    }

    /// <inheritdoc cref="HardenAsync"/>
    internal static void Harden(HttpContext http)
    {
        var (request, headers) = (http.Request, http.Response.Headers);
        // A proxy that ends TLS says so, and cookies become Secure.
        if (http.RequestServices.GetService<ReadScheme>() is { } scheme) request.Scheme = scheme(http);
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        headers["X-Frame-Options"] = "DENY";
        headers.XContentTypeOptions = "nosniff";
        if (request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
    }
}
