using RevenueBot.Access.Granting;

namespace RevenueBot.Access.Auditing;

/// <summary>Writes down which key asked for what, before anything is read; where it cannot be written, nothing is answered.</summary>
internal sealed class ApiAuditFilter(AccessAudit audit, TimeProvider clock) : IEndpointFilter
{
    private const string Ask = "/api/v1/ask";
    private const int LongestMetric = 40;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        // A question says in its body what it is about: it writes its own line.
        if (RouteOf(http) != Ask) await audit.WriteAsync(Entry(http, What(http), clock.GetUtcNow()), http.RequestAborted);
        return await next(context);
    }

    public static AuditEntry Entry(HttpContext http, string metric, DateTimeOffset at)
    {
        var key = ApiKeyFilter.NameOf(http);
        return new(at, key == ApiKeys.OwnName ? Requester.Terminal : "api", "", key, "", http.Request.Method, metric, null, true, null, null);
    }

    /// <summary>The route, with the metric where it has one: ids of customers stay out.</summary>
    private static string What(HttpContext http) => http.Request.RouteValues["metric"] is string { Length: <= LongestMetric } metric && metric.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
        ? RouteOf(http).Replace("{metric}", metric, StringComparison.Ordinal) : RouteOf(http);

    private static string RouteOf(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
}
