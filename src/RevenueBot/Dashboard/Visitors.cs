using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using RevenueBot.Access;
using RevenueBot.Access.Granting;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard;

/// <summary>Who looks at a page, with the rights of this moment.</summary>
internal static class Visitors
{
    /// <summary>Whoever starts the program may do whatever its configuration may.</summary>
    private static readonly Viewer _operator = new(Requester.Terminal, "Operator", Role.Admin.Name, RightsOf(Role.Admin.AloneAt(PlaceKind.Direct)));

    public static async ValueTask<Viewer?> Find(HttpContext http, CancellationToken cancel) =>
        (await http.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme)).Succeeded ? _operator : null;

    /// <summary>The classes have the same names and values in the chat and on the pages.</summary>
    public static Rights RightsOf(Right right) => (Rights)(int)right;

    public static Right RightOf(Rights rights) => (Right)(int)rights;
}
