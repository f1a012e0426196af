using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Receipts;
using RevenueBot.WebDashboard.SignIn;

namespace RevenueBot.WebDashboard;

/// <summary>Every address of the dashboard, with the rights it needs.</summary>
public static class DashboardEndpoints
{
    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").AddEndpointFilter(PageHeaders.HardenAsync);
        SignInEndpoints.Map(open);
        routes.MapGet("/assets/{name}", AssetFiles.Serve);

        var pages = open.MapGroup("").AddEndpointFilter<Entrance>().AddEndpointFilter<PostGuard>();
        pages.MapPage<OverviewPage, OverviewModel>("/", Rights.Totals);
        pages.MapReceipt("/receipt", Rights.Totals);
        pages.MapPost("/theme", ThemeEndpoint.Switch).Needs(Rights.None);
        pages.MapPost("/signout", SignInEndpoints.SignOut).Needs(Rights.None);
    }

    /// <summary>What a viewer needs for a route that is no page. It is guarded against forged forms by <see cref="PostGuard"/>.</summary>
    private static void Needs(this RouteHandlerBuilder route, Rights rights) => route.WithMetadata(new PageRights(rights)).DisableAntiforgery();
}
