using Microsoft.AspNetCore.Http;

namespace RevenueBot.WebDashboard;

/// <summary>What every page is sent with.</summary>
public static class PageHeaders
{
    /// <summary>Figures are never cached, framed, or given away in a referrer (OWASP ASVS 3.4).</summary>
    public static async ValueTask<object?> HardenAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var (request, headers) = (invocation.HttpContext.Request, invocation.HttpContext.Response.Headers);
        // A proxy that ends TLS says so, and the session's cookie becomes Secure. Whoever only pretends restricts their own cookie.
        if (request.Headers["X-Forwarded-Proto"] == Uri.UriSchemeHttps) request.Scheme = Uri.UriSchemeHttps;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        return await next(invocation);
    }
}
