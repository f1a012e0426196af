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
        var (request, headers) = (invocation.HttpContext.Request, invocation.HttpContext.Response.Headers);
        // A proxy that ends TLS says so, and cookies become Secure.
        if (invocation.HttpContext.RequestServices.GetService<ReadScheme>() is { } scheme) request.Scheme = scheme(invocation.HttpContext);
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        headers["X-Frame-Options"] = "DENY";
        headers.XContentTypeOptions = "nosniff";
        if (request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        var answer = await next(invocation);
        headers.CacheControl = "no-store";
        return answer;
    }
}
