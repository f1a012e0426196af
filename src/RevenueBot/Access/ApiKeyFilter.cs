namespace RevenueBot.Access;

/// <summary>Lets only holders of an API key through to an endpoint, before anything of the body is read.</summary>
internal sealed class ApiKeyFilter(ApiKeys keys) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (keys.Admit(context.HttpContext.Request)) return await next(context);
        context.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Problem("Send a key of Api:Keys as Authorization: Bearer KEY, or as X-Api-Key.", statusCode: StatusCodes.Status401Unauthorized);
    }
}
