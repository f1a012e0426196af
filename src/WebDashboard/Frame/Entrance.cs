using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RevenueBot.WebDashboard.Frame;

/// <summary>Who sends a request; null: nobody who is signed in.</summary>
public delegate ValueTask<Viewer?> FindViewer(HttpContext http, CancellationToken cancel);

/// <summary>Counts one page of a viewer; false where it is one too many.</summary>
public delegate bool TakePage(Viewer viewer);

/// <summary>Lets in who is signed in and has the rights that the route names; a route that names none lets nobody in.</summary>
public sealed class Entrance(FindViewer find, TakePage take) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (await find(http, http.RequestAborted) is not { } viewer) return TypedResults.Redirect("/signin");
        if (http.GetEndpoint()?.Metadata.GetMetadata<PageRights>() is not { } needed || !viewer.Has(needed.Needs))
            return PageEndpoint.Absent("This page is not for your role", "Ask an administrator of the bot for a role that shows it.", StatusCodes.Status403Forbidden);
        if (!take(viewer)) return TooMany(http.Response);
        PageRequest.LetIn(http, viewer);
        return await next(context);
    }

    private static RazorComponentResult<NoticePage> TooMany(HttpResponse response)
    {
        response.Headers.RetryAfter = "2";
        return PageEndpoint.Absent("Too many pages at once", "Wait a second or two, then open the page again.", StatusCodes.Status429TooManyRequests);
    }
}
