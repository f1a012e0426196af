using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;
using RevenueBot.Handling;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Slack.Installing;

/// <summary>The two pages of an install: the way to Slack, and the way back.</summary>
internal static class InstallEndpoints
{
    /// <summary>The prefix makes browsers insist that this very host set it, over https (or on the machine itself).</summary>
    public const string Cookie = "__Host-revenuebot-install";

    private const string Back = "/slack/oauth";
    private const int MostPerMinute = 60;

    // Whoever comes adds a row for ten minutes: not without end.
    private static readonly FixedWindowRateLimiterOptions _limit = new() { PermitLimit = MostPerMinute, Window = TimeSpan.FromMinutes(1) };

    public static void MapInstall(this IEndpointRouteBuilder routes)
    {
        FixedWindowRateLimiter limiter = new(_limit);
        var pages = routes.MapGroup("/slack").AddEndpointFilter(PageHeaders.HardenAsync);
        pages.MapGet("/install", (HttpContext http, InstallFlow flow, AlertLinks links, CancellationToken cancel) => BeginAsync(http, limiter, flow, links, cancel));
        pages.MapGet("/oauth", FinishAsync);
    }

    private static async Task<Results<RedirectHttpResult, StatusCodeHttpResult>> BeginAsync(HttpContext http, FixedWindowRateLimiter limiter, InstallFlow flow, AlertLinks links, CancellationToken cancel)
    {
        using var permit = limiter.AttemptAcquire();
        if (!permit.IsAcquired) return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        // A second tab of the same browser keeps the first one's install alive.
        var browser = http.Request.Cookies[Cookie] is { } known && InstallStates.IsSecret(known) ? known : InstallStates.NewSecret();
        var address = await flow.BeginAsync(browser, RedirectUri(http.Request, links), cancel);
        http.Response.Cookies.Append(Cookie, browser, Options(InstallStates.Lifetime));
        return TypedResults.Redirect(address.AbsoluteUri);
    }

    private static async Task<RazorComponentResult<NoticePage>> FinishAsync(HttpContext http, InstallFlow flow, AlertLinks links, CancellationToken cancel)
    {
        var query = http.Request.Query;
        InstallReturn returned = new(query["state"], http.Request.Cookies[Cookie], query["code"], query["error"], RedirectUri(http.Request, links));
        var end = await flow.FinishAsync(returned, cancel);
        return new(new { end.Title, end.Sentences, Link = end.Installed is null ? "/slack/install" : null, LinkText = "Begin again" })
        {
            StatusCode = end.Installed is null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK, PreventStreamingRendering = true,
        };
    }

    /// <summary>Slack takes only an address that stands in the app's settings, so a forged Host leads nowhere.</summary>
    private static string RedirectUri(HttpRequest request, AlertLinks links) =>
        (links.Dashboard is { } address ? address.AbsoluteUri.TrimEnd('/') : $"{request.Scheme}://{request.Host}") + Back;

    private static CookieOptions Options(TimeSpan lifetime) => new() { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = lifetime };
}
