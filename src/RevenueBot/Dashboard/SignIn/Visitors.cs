using System.Security.Claims;
using RevenueBot.Access;
using RevenueBot.Access.Granting;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard.SignIn;

/// <summary>Who looks at a page, with the rights of this moment: those that they have alone with the bot in a direct message.</summary>
internal sealed class Visitors(Sessions sessions, ProxyDoor proxy, AccessBook book, Standing standing)
{
    private static readonly Right[] _classes = [Right.Totals, Right.Customers, Right.Names, Right.Exports, Right.Annotate, Right.Administer];

    /// <summary>Null: nobody who is signed in, or somebody without any right.</summary>
    public async ValueTask<Viewer?> FindAsync(HttpContext http, CancellationToken cancel)
    {
        var (id, mark) = proxy.PersonOf(http) is { } person ? (person, $"proxy {person}") : await sessions.FindAsync(http.Request, cancel) is { } session ? (session.Viewer, $"session {session.Id}") : (null, "");
        if (id is null || await ViewerAsync(id, cancel) is not { } viewer) return null;
        // Forms are made for a session: another one's token is refused.
        http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, mark)], "dashboard"));
        return viewer;
    }

    /// <summary>A person with their role of now; null for who has none.</summary>
    public async Task<Viewer?> ViewerAsync(string id, CancellationToken cancel)
    {
        if (Requester.Of(id) is not { } requester) return null;
        // Whoever starts the program may do whatever its configuration may.
        if (requester.Platform is not { } platform) return new Viewer(id, "Operator", Role.Admin.Name, RightsOf(Role.Admin.AloneAt(PlaceKind.Direct)));
        var rules = await book.RulesAsync(platform, cancel);
        var rights = RightsIn(rules, new Person(platform, requester.Workspace, requester.User, await standing.OfAsync(requester)));
        return rights == Right.None ? null : new Viewer(id, requester.User, rules.RoleOf(requester.Workspace, requester.User)!.Name, RightsOf(rights));
    }

    private static Right RightsIn(AccessRules rules, Person person) =>
        _classes.Where(right => AccessPolicy.Decide(rules, person, Place.Direct("dashboard"), right, Audience.Alone).IsAllowed).Aggregate(Right.None, (all, right) => all | right);

    /// <summary>The classes have the same names and values in the chat and on the pages.</summary>
    public static Rights RightsOf(Right right) => (Rights)(int)right;
}
