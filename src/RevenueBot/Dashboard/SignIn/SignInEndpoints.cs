using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using RevenueBot.Configuration;
using RevenueBot.WebDashboard;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.SignIn;

namespace RevenueBot.Dashboard.SignIn;

/// <summary>The way in and out. Only a pressed button signs in: what fetches addresses, a mail or chat scanner, uses nothing up.</summary>
internal sealed class SignInEndpoints(SignInLinks links, Sessions sessions, BrowserCode browsers, Visitors visitors, SignInLimits limits, PostGuard posts, Company company)
{
    private const string NotSignedIn = "Nobody is signed in on this browser.";

    public static void Map(DashboardRoutes routes)
    {
        var self = routes.Services.GetRequiredService<SignInEndpoints>();
        routes.Open.MapGet("/signin", self.WaitAsync);
        routes.Open.MapGet("/signin/{secret}", self.Offer);
        routes.Open.MapPost("/signin", self.UseAsync).DisableAntiforgery().AddEndpointFilter<PostGuard>();
        routes.Pages.MapPost("/signout", self.SignOutAsync).Needs(Rights.None);
        routes.Pages.MapPost("/sessions/end", self.EndAsync).Needs(Rights.None);
    }

    /// <summary>Says how to sign in, with the code of this browser.</summary>
    private async Task<IResult> WaitAsync(HttpContext http, CancellationToken cancel) =>
        await visitors.FindAsync(http, cancel) is not null ? Results.LocalRedirect("/") : Page(http, null, NotSignedIn);

    private IResult Offer(string secret, HttpContext http)
    {
        if (!limits.TakesTry(http)) return TooMany(http.Response);
        return Secrets.IsOne(secret) ? Page(http, secret, "") : Page(http, null, "This is no sign-in link: it may have been cut.");
    }

    private async Task<IResult> UseAsync(HttpContext http, IFormCollection form, CancellationToken cancel)
    {
        if (!limits.TakesTry(http)) return TooMany(http.Response);
        var (viewer, refusal) = await links.UseAsync(form["secret"].ToString(), browsers.Known(http.Request), cancel);
        if (viewer is null) return Page(http, null, refusal!);
        if (await visitors.ViewerAsync(viewer, cancel) is null) return Page(http, null, "Your role shows nothing here. Ask an administrator of the bot for one that does.");
        await sessions.BeginAsync(http, viewer, cancel);
        return Results.LocalRedirect("/");
    }

    private async Task<IResult> SignOutAsync(HttpContext http, CancellationToken cancel)
    {
        if (await sessions.FindAsync(http.Request, cancel) is { } session) await sessions.EndAsync(session.Viewer, session.Id, cancel);
        Sessions.Forget(http);
        return Results.LocalRedirect("/signin");
    }

    /// <summary>One session of the viewer's own, or all of them.</summary>
    private async Task<IResult> EndAsync(HttpContext http, IFormCollection form, CancellationToken cancel)
    {
        var viewer = PageRequest.ViewerOf(http);
        var text = form["session"].ToString();
        if (text == "all") await sessions.EndAsync(viewer.Id, null, cancel);
        else if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) await sessions.EndAsync(viewer.Id, id, cancel);
        return Results.LocalRedirect("/sessions");
    }

    private RazorComponentResult<SignInPage> Page(HttpContext http, string? secret, string reason) => PageEndpoint.Page<SignInPage>(new
    {
        Secret = secret, Reason = reason, Code = browsers.Of(http), Company = company.Name, Token = posts.TokenFor(http), Theme = ThemeEndpoint.Of(http.Request),
    });

    private static RazorComponentResult<NoticePage> TooMany(HttpResponse response)
    {
        response.Headers.RetryAfter = "60";
        return PageEndpoint.Absent("Too many tries", "Wait a minute, then open the link again.", StatusCodes.Status429TooManyRequests);
    }
}
