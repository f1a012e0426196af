using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RevenueBot.Access;

/// <summary>Lets only holders of an API key through to an endpoint, each as often as is allowed, before anything of the body is read.</summary>
internal sealed class ApiKeyFilter(ApiKeys keys, ApiLimits limits) : IEndpointFilter
{
    private static readonly object _name = new();

    /// <summary>The name of the key with which a request was let through.</summary>
    public static string NameOf(HttpContext http) => (string)http.Items[_name]!;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (keys.Admit(context.HttpContext.Request) is not { } key) return Unknown(context.HttpContext.Response);
        context.HttpContext.Items[_name] = keys.NameOf(key);
        using var permit = limits.Acquire(key);
        return permit.IsAcquired ? await next(context) : TooMany(context.HttpContext.Response);
    }

    private static ProblemHttpResult Unknown(HttpResponse response)
    {
        response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Problem("Send a key of Api:Keys as Authorization: Bearer KEY, or as X-Api-Key.", statusCode: StatusCodes.Status401Unauthorized);
    }

    private ProblemHttpResult TooMany(HttpResponse response)
    {
        response.Headers.RetryAfter = "1";
        return TypedResults.Problem(
            string.Create(CultureInfo.InvariantCulture, $"More than {limits.PerSecond} requests a second came with this key: wait a second, or raise Api:RequestsPerSecond."),
            statusCode: StatusCodes.Status429TooManyRequests);
    }
}
