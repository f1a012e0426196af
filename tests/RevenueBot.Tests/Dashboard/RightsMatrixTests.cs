using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Access;
using RevenueBot.WebDashboard.Frame;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Dashboard;

/// <summary>Every route of the dashboard against every role. A route without a line here fails the test.</summary>
public sealed class RightsMatrixTests(DashboardBot bot) : IClassFixture<DashboardBot>
{
    private const int Ok = 200, Away = 302, No = 403;

    /// <summary>The status for nobody, totals, unnamed, customers, admin; of a form, with its token.</summary>
    private static readonly Dictionary<string, int[]> _expected = new()
    {
        ["GET /"] = [Away, Ok, Ok, Ok, Ok],
        ["GET /?csv=trend"] = [Away, No, No, Ok, Ok],
        ["GET /customers"] = [Away, No, Ok, Ok, Ok],
        ["GET /customers?csv=customers"] = [Away, No, No, Ok, Ok],
        ["GET /customers/{item}"] = [Away, No, 404, 404, 404], // nobody has that id
        ["GET /customers/ada"] = [Away, No, Ok, Ok, Ok],
        ["GET /customers/a%2Fda"] = [Away, No, Ok, Ok, Ok],
        ["GET /customers/ada?csv=payments"] = [Away, No, No, Ok, Ok],
        ["GET /alerts"] = [Away, No, No, Ok, Ok],
        ["GET /alerts?csv=alerts"] = [Away, No, No, Ok, Ok],
        ["GET /alerts/{item}"] = [Away, No, No, 404, 404], // nothing has that id
        ["GET /alerts/rules"] = [Away, No, No, Ok, Ok],
        ["GET /alerts/rules?csv=rules"] = [Away, No, No, Ok, Ok],
        ["GET /alerts/scorecard"] = [Away, Ok, Ok, Ok, Ok],
        ["GET /alerts/scorecard?csv=scorecard"] = [Away, No, No, Ok, Ok],
        ["POST /alerts/silences"] = [Away, No, No, Away, Away],
        ["POST /alerts/silences/end"] = [Away, No, No, Away, Away],
        ["POST /alerts/{item}"] = [Away, No, No, 404, 404],
        ["GET /revenue"] = [Away, Ok, Ok, Ok, Ok],
        ["GET /revenue?csv=months"] = [Away, No, No, Ok, Ok],
        ["GET /billing"] = [Away, Ok, Ok, Ok, Ok],
        ["GET /billing?csv=lines"] = [Away, No, No, Ok, Ok],
        ["GET /usage"] = [Away, Ok, Ok, Ok, Ok],
        ["GET /usage?csv=metrics"] = [Away, No, No, 404, 404], // nothing was ever used
        ["GET /live"] = [Away, 400, 400, 400, 400], // a WebSocket: LiveTests
        ["GET /settings"] = [Away, Ok, Ok, Ok, Ok],
        ["GET /settings?csv=sources"] = [Away, No, No, Ok, Ok],
        ["GET /settings?csv=access"] = [Away, No, No, 404, Ok],
        ["POST /settings/reports"] = [Away, 404, 404, 404, 404], // without the id of a report
        ["GET /welcome"] = [Away, No, No, No, Ok],
        ["GET /receipt"] = [Away, 404, 404, 404, 404], // without the id of an answer
        ["GET /sessions"] = [Away, Ok, Ok, Ok, Ok],
        ["POST /theme"] = [Away, Away, Away, Away, Away],
        ["POST /sessions/end"] = [Away, Away, Away, Away, Away],
        ["POST /signout"] = [Away, Away, Away, Away, Away],
    };

    private static readonly string?[] _viewers = [null, "slack/T0/UTOTALS", "slack/T0/UUNNAMED", "slack/T0/UCUSTOMERS", "slack/T0/UADMIN"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Expected => [.. _expected.Keys];

    [Fact]
    public void Every_route_that_needs_somebody_has_a_line() => Routes().Except(_expected.Keys).ShouldBeEmpty("add a line for each to the table");

    [Fact]
    public void No_other_route_shows_pages()
    {
        var open = bot.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => route.Metadata.GetMetadata<PageRights>() is null).Select(route => route.RoutePattern.RawText!).Distinct();
        open.Where(path => !Known(path)).ShouldBeEmpty("map it with MapPage or Needs, or name it here as one that is for everybody or has a door of its own");
    }

    [Theory, MemberData(nameof(Expected))]
    public async Task A_role_sees_what_it_may(string route)
    {
        var (method, address) = (route.Split(' ')[0], route.Split(' ')[1]);
        List<int> answers = [];
        foreach (var viewer in _viewers)
        {
            using var browser = await bot.BrowserOfAsync(viewer);
            var response = method == "GET" ? await browser.GetAsync(address, Cancel)
                : viewer is null ? await browser.PostAsync(address, Forged, Cancel)
                : await DashboardBot.PostAsync(browser, address, await browser.GetStringAsync("/sessions", Cancel));
            answers.Add((int)response.StatusCode);
        }

        answers.ShouldBe(_expected[route]);
    }

    [Fact]
    public async Task An_address_that_no_route_knows_is_a_page_in_a_browser_and_a_bare_status_for_a_program()
    {
        using var browser = bot.Browser();
        (await browser.GetAsync("/nothing", Cancel)).Content.Headers.ContentType.ShouldBeNull();
        browser.DefaultRequestHeaders.Add("Accept", "text/html,*/*;q=0.8");
        var page = await browser.GetAsync("/nothing", Cancel);
        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await page.Content.ReadAsStringAsync(Cancel)).ShouldContain("There is no such page");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_on_every_route()
    {
        foreach (var route in Routes().Where(route => route.StartsWith("POST", StringComparison.Ordinal)))
        {
            using var browser = await bot.BrowserOfAsync("slack/T0/UADMIN");
            (await browser.PostAsync(route.Split(' ')[1].Replace("{item}", "x", StringComparison.Ordinal), Forged, Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, route);
        }
    }

    [Fact]
    public async Task Names_are_for_who_may_know_them_and_stay_text()
    {
        foreach (var viewer in _viewers.OfType<string>())
        {
            using var browser = await bot.BrowserOfAsync(viewer);
            foreach (var address in (string[])["/", "/customers", "/customers?q=onerror", "/customers?q=ada", "/customers/ada", "/billing", "/usage"])
            {
                var page = await (await browser.GetAsync(address, Cancel)).Content.ReadAsStringAsync(Cancel);
                page.ShouldNotContain("<img src=x");
                if (viewer.EndsWith("TOTALS", StringComparison.Ordinal) || viewer.EndsWith("UNNAMED", StringComparison.Ordinal)) page.Replace("value=\"onerror\"", "", StringComparison.Ordinal).ShouldNotContain("onerror=");
            }
        }
    }

    [Fact]
    public async Task A_search_by_name_finds_nobody_for_who_may_not_know_names()
    {
        foreach (var (viewer, finds) in ((string, bool)[])[("slack/T0/UUNNAMED", false), ("slack/T0/UCUSTOMERS", true)])
        {
            using var browser = await bot.BrowserOfAsync(viewer);
            (await browser.GetStringAsync("/customers?q=onerror", Cancel)).Contains("Nobody fits", StringComparison.Ordinal).ShouldBe(!finds);
            (await browser.GetStringAsync("/customers?q=ADA", Cancel)).ShouldNotContain("Nobody fits");
        }
    }

    [Fact]
    public async Task Pages_forbid_scripts_of_others_frames_and_caches()
    {
        using var browser = await bot.BrowserOfAsync("slack/T0/UADMIN");
        var response = await browser.GetAsync("/", Cancel);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; script-src 'self'; style-src 'self'");
        policy.ShouldNotContain("unsafe");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        var page = await response.Content.ReadAsStringAsync(Cancel);
        page.ShouldNotContain(" style=\"");
        page.ShouldNotContain("<style");
        page.ShouldNotContain("<script>");
    }

    /// <summary>A form as another site would send it.</summary>
    private static FormUrlEncodedContent Forged => new([new("session", "all"), new("back", "/")]);

    [Fact]
    public void Rights_on_pages_are_those_of_the_chat_by_name_and_value() =>
        Enum.GetValues<Right>().Where(right => right != Right.CustomersByName).Select(right => (right.ToString(), (int)right)).ShouldBe(Enum.GetValues<Rights>().Select(right => (right.ToString(), (int)right)));

    private IEnumerable<string> Routes() => bot.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => route.Metadata.GetMetadata<PageRights>() is not null)
        .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {route.RoutePattern.RawText}")).Distinct();

    private static bool Known(string path) =>
        ((string[])["/api/", "/slack/", "/stripe/", "/charts/", "/assets/", "/u/", "/signin", "/healthz", "/readyz", "/metrics", "/openapi"]).Any(known => path.StartsWith(known, StringComparison.Ordinal) || ("/" + path).StartsWith(known, StringComparison.Ordinal));
}
