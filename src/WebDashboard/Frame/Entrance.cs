using Microsoft.AspNetCore.Http;

namespace RevenueBot.WebDashboard.Frame;

/// <summary>Who sends a request; null: nobody who is signed in.</summary>
public delegate ValueTask<Viewer?> FindViewer(HttpContext http, CancellationToken cancel);

/// <summary>Lets in who is signed in and has the rights that the route names; a route that names none lets nobody in.</summary>
public sealed class Entrance(FindViewer find) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (await find(http, http.RequestAborted) is not { } viewer) return TypedResults.Redirect("/signin");
        if (http.GetEndpoint()?.Metadata.GetMetadata<PageRights>() is not { } needed || !viewer.Has(needed.Needs))
            return PageEndpoint.Absent("This page is not for your role", "Ask an administrator of the bot for a role that shows it.", StatusCodes.Status403Forbidden);
        PageRequest.LetIn(http, viewer);
        return await next(context);
    }
}
