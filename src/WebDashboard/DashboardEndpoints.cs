using System.Collections.Frozen;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace RevenueBot.WebDashboard;

/// <summary>Reads what the overview shows, now.</summary>
public delegate Task<OverviewModel> ReadOverview(CancellationToken cancellationToken);

public static class DashboardEndpoints
{
    private static readonly FrozenSet<string> _fonts = FrozenSet.Create("Inter-Regular", "Inter-SemiBold", "Inter-Bold");

    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").AddEndpointFilter(PageHeaders.HardenAsync);
        pages.MapGet("/", OverviewAsync);
        pages.MapGet("/signin", () => SignIn(null));
        pages.MapGet("/signin/{secret}", SignIn);
        // The link's secret is what proves the right to sign in, and the cookie is SameSite=Strict: no antiforgery token is needed.
        pages.MapPost("/signin", UseLinkAsync).DisableAntiforgery();
        pages.MapPost("/signout", SignOut).DisableAntiforgery();
        routes.MapGet("/assets/dashboard.css", Stylesheet);
        routes.MapGet("/assets/{font}.otf", Font);
    }

    private static async Task<Results<RazorComponentResult<OverviewPage>, RedirectHttpResult>> OverviewAsync(
        HttpContext context, ReadOverview read, CancellationToken cancellationToken)
    {
        var signedIn = await context.AuthenticateAsync(DashboardSetup.Scheme);
        if (!signedIn.Succeeded) return TypedResults.Redirect("/signin");
        return new RazorComponentResult<OverviewPage>(new { Model = await read(cancellationToken) }) { PreventStreamingRendering = true };
    }

    private static RazorComponentResult<SignInPage> SignIn(string? secret) =>
        new(new { Secret = secret, Reason = "You are not signed in on this browser." });

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<SignInPage>>> UseLinkAsync(
        HttpContext context, [FromForm] string secret, SignInLinks links)
    {
        if (!links.Use(secret))
            return new RazorComponentResult<SignInPage>(new { Reason = "This link was used already, or is older than 10 minutes." });
        var person = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "operator")], DashboardSetup.Scheme));
        await context.SignInAsync(DashboardSetup.Scheme, person);
        return TypedResults.Redirect("/");
    }

    private static SignOutHttpResult SignOut() =>
        TypedResults.SignOut(new AuthenticationProperties { RedirectUri = "/signin" }, [DashboardSetup.Scheme]);

    private static FileStreamHttpResult Stylesheet() =>
        TypedResults.Stream(typeof(DashboardEndpoints).Assembly.GetManifestResourceStream("dashboard.css")!, "text/css");

    /// <summary>The fonts with which the charts are measured, so that a browser draws them as wide.</summary>
    private static Results<PhysicalFileHttpResult, NotFound> Font(string font) => _fonts.Contains(font)
        ? TypedResults.PhysicalFile(Path.Combine(AppContext.BaseDirectory, "fonts", font + ".otf"), "font/otf")
        : TypedResults.NotFound();
}
