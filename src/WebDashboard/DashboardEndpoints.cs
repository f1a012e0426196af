using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RevenueBot.WebDashboard.Alerts;
using RevenueBot.WebDashboard.Billing;
using RevenueBot.WebDashboard.Customers;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Receipts;
using RevenueBot.WebDashboard.Revenue;
using RevenueBot.WebDashboard.Settings;
using RevenueBot.WebDashboard.SignIn;
using RevenueBot.WebDashboard.Usage;
using RevenueBot.WebDashboard.Welcome;

namespace RevenueBot.WebDashboard;

/// <summary>Where routes of the host join the dashboard's.</summary>
/// <param name="Open">For everybody.</param>
/// <param name="Pages">For who is signed in and has the rights that the route names (<see cref="PageEndpoint.Needs"/>).</param>
public sealed record DashboardRoutes(RouteGroupBuilder Open, RouteGroupBuilder Pages, IServiceProvider Services);

/// <summary>Every page of the dashboard, with the rights it needs.</summary>
public static class DashboardEndpoints
{
    public static DashboardRoutes MapDashboard(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").AddEndpointFilter(PageHeaders.HardenAsync);
        routes.MapGet("/assets/{name}", AssetFiles.Serve);

        var pages = open.MapGroup("").AddEndpointFilter<Entrance>().AddEndpointFilter<PostGuard>();
        pages.MapPage<OverviewPage, OverviewModel>("/", Rights.Totals);
        pages.MapPage<CustomersPage, CustomersModel>("/customers", Rights.Customers);
        pages.MapPage<CustomerPage, CustomerModel>("/customers/{item}", Rights.Customers);
        pages.MapPage<RevenuePage, RevenueModel>("/revenue", Rights.Totals);
        pages.MapPage<BillingPage, BillingModel>("/billing", Rights.Totals);
        pages.MapPage<UsagePage, UsageModel>("/usage", Rights.Totals);
        pages.MapPage<SettingsPage, SettingsModel>("/settings", Rights.Totals);
        pages.MapPage<WelcomePage, WelcomeModel>("/welcome", Rights.Administer);
        pages.MapPage<AlertsPage, AlertsModel>("/alerts", Rights.Customers | Rights.Names);
        pages.MapPage<AlertRulesPage, AlertRulesModel>("/alerts/rules", Rights.Customers | Rights.Names);
        pages.MapPage<ScorecardPage, ScorecardModel>("/alerts/scorecard", Rights.Totals);
        pages.MapPage<AlertPage, AlertModel>("/alerts/{item}", Rights.Customers | Rights.Names);
        pages.MapReceipt("/receipt", Rights.Totals);
        pages.MapPage<SessionsPage, SessionsModel>("/sessions", Rights.None);
        pages.MapPost("/theme", ThemeEndpoint.Switch).Needs(Rights.None);
        return new(open, pages, routes.ServiceProvider);
    }
}
