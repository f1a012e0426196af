using System.Globalization;
using RevenueBot.Handling;
using RevenueBot.WebDashboard;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard.Live;

/// <summary><c>/live</c>: a WebSocket of whoever is signed in, from a page of ours, with a place for one more.</summary>
internal sealed class LiveEndpoint(LiveHouse house, LiveFeed feed, LiveBell bell, AlertLinks links)
{
    public static void Map(DashboardRoutes routes) => routes.Pages.MapGet("/live", routes.Services.GetRequiredService<LiveEndpoint>().OpenAsync).Needs(Rights.None);

    private async Task<IResult> OpenAsync(HttpContext http, CancellationToken cancel)
    {
        if (!http.WebSockets.IsWebSocketRequest) return Refusal(StatusCodes.Status400BadRequest, "This address is a WebSocket.");
        if (!IsOurs(http.Request)) return Refusal(StatusCodes.Status403Forbidden, "Only pages of this dashboard may open it. Behind a proxy, set Dashboard:PublicUrl to the address that browsers use.");
        if (!TryAfter(http.Request, out var after)) return Refusal(StatusCodes.Status400BadRequest, "after is no number of an event.");
        bell.Want();
        if (house.Hub.Seq is not { } seq || after > seq) await feed.LookAsync(cancel); // another replica may have told more
        var viewer = PageRequest.ViewerOf(http);
        if (house.Hub.TryEnter(viewer.Id)) return new Opened(house, viewer, after);
        http.Response.Headers.RetryAfter = "30";
        return Refusal(StatusCodes.Status429TooManyRequests, "Too many pages are open at once: close some.");
    }

    /// <summary>Browsers send cookies along whoever asks, and always say who asks: nobody but our own pages (OWASP ASVS 4.4).</summary>
    private bool IsOurs(HttpRequest request) => Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
        && (Same(origin.Authority, request.Host.Value) || (links.Dashboard is { } page && Same(origin.GetLeftPart(UriPartial.Authority), page.GetLeftPart(UriPartial.Authority))));

    private static bool Same(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool TryAfter(HttpRequest request, out long? after)
    {
        var text = request.Query["after"].ToString();
        after = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return after is not null || text.Length == 0;
    }

    private static IResult Refusal(int status, string sentence) => Results.Text(sentence, statusCode: status);

    /// <summary>Runs after the filters of the route, which may still write headers.</summary>
    private sealed class Opened(LiveHouse house, Viewer viewer, long? after) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            try
            {
                using var socket = await httpContext.WebSockets.AcceptWebSocketAsync();
                using LiveSocket live = new(house, socket, httpContext, viewer);
                await live.RunAsync(after);
            }
            finally
            {
                house.Hub.Leave(viewer.Id);
            }
        }
    }
}
