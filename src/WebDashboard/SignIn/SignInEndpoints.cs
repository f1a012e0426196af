using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.WebDashboard.SignIn;

internal static class SignInEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/signin", (HttpContext http) => SignIn(null, http));
        routes.MapGet("/signin/{secret}", SignIn);
        // The link's secret is what proves the right to sign in, and the cookie is SameSite=Strict: no antiforgery token is needed.
        routes.MapPost("/signin", UseLinkAsync).DisableAntiforgery();
    }

    private static RazorComponentResult<SignInPage> SignIn(string? secret, HttpContext http) =>
        PageEndpoint.Page<SignInPage>(new { Secret = secret, Reason = "You are not signed in on this browser.", Theme = ThemeEndpoint.Of(http.Request) });

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<SignInPage>>> UseLinkAsync(HttpContext context, [FromForm] string secret, SignInLinks links)
    {
        if (!links.Use(secret)) return PageEndpoint.Page<SignInPage>(new { Reason = "This link was used already, or is older than 10 minutes.", Theme = ThemeEndpoint.Of(context.Request) });
        var person = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "terminal")], DashboardSetup.Scheme));
        await context.SignInAsync(DashboardSetup.Scheme, person);
        return TypedResults.Redirect("/");
    }

    public static SignOutHttpResult SignOut() => TypedResults.SignOut(new AuthenticationProperties { RedirectUri = "/signin" }, [DashboardSetup.Scheme]);
}
