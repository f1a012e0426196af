using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RevenueBot.Dashboard.SignIn;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Dashboard;

public sealed class SignInTests(DashboardBot bot) : IClassFixture<DashboardBot>
{
    private const string Ana = "slack/T0/UCUSTOMERS";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pressing_the_button_opens_the_overview_and_scanners_that_fetch_the_link_use_nothing_up()
    {
        var link = await bot.LinkAsync(Ana);
        using (var scanner = bot.Browser())
        {
            await scanner.GetAsync($"/signin/{link}", Cancel);
            await scanner.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/signin/{link}"), Cancel);
        }

        using var browser = bot.Browser();
        var page = await (await DashboardBot.PressAsync(browser, link)).Content.ReadAsStringAsync(Cancel);
        page.ShouldContain("<h1>Overview</h1>");
        page.ShouldContain("UCUSTOMERS");
    }

    [Fact]
    public async Task A_link_works_once_and_never_for_two_who_press_at_once()
    {
        var link = await bot.LinkAsync(Ana);
        var links = bot.Services.GetRequiredService<SignInLinks>();
        var both = await Task.WhenAll(links.UseAsync(link, null, Cancel), links.UseAsync(link, null, Cancel));
        both.Count(one => one.Viewer == Ana).ShouldBe(1);
        both.Single(one => one.Viewer is null).Refusal.ShouldBe("This link was used already, or is older than 10 minutes.");
    }

    [Fact]
    public async Task A_link_that_was_asked_for_in_a_browser_works_there_alone()
    {
        using HttpClient mine = bot.Browser(), other = bot.Browser();
        var code = (await mine.GetStringAsync("/signin", Cancel)).Split("/dashboard ")[1][..6];
        var link = await bot.LinkAsync(Ana, code);
        (await (await DashboardBot.PressAsync(other, link)).Content.ReadAsStringAsync(Cancel)).ShouldContain("asked for in another browser");
        (await (await DashboardBot.PressAsync(mine, link)).Content.ReadAsStringAsync(Cancel)).ShouldContain("<h1>Overview</h1>");
    }

    [Fact]
    public async Task A_form_made_for_one_browser_signs_no_other_in()
    {
        using HttpClient mine = bot.Browser(), victim = bot.Browser();
        var link = await bot.LinkAsync(Ana);
        var page = await mine.GetStringAsync($"/signin/{link}", Cancel);
        (await DashboardBot.PostAsync(victim, "/signin", page, ("secret", link))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await victim.PostAsync("/signin", new FormUrlEncodedContent([new("secret", link)]), Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("http", "revenuebot=", false)]
    [InlineData("https", "__Host-revenuebot=", true)]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites_and_secure_over_TLS(string scheme, string name, bool isSecure)
    {
        using HttpClient browser = new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = bot.Address, DefaultRequestHeaders = { { "X-Forwarded-Proto", scheme } } };
        var link = await bot.LinkAsync(Ana);
        var offer = await browser.GetAsync($"/signin/{link}", Cancel);
        browser.DefaultRequestHeaders.Add("Cookie", string.Join("; ", offer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));
        var entered = await DashboardBot.PostAsync(browser, "/signin", await offer.Content.ReadAsStringAsync(Cancel), ("secret", link));
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith(name, StringComparison.Ordinal)).ToLowerInvariant();
        cookie.ShouldContain("; httponly");
        cookie.ShouldContain("; samesite=strict");
        cookie.Contains("; secure", StringComparison.Ordinal).ShouldBe(isSecure);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_browser_of_the_person_and_no_other()
    {
        using HttpClient one = await bot.BrowserOfAsync("slack/T0/UADMIN"), two = await bot.BrowserOfAsync("slack/T0/UADMIN"), other = await bot.BrowserOfAsync("slack/T0/UTOTALS");
        var page = await one.GetStringAsync("/sessions", Cancel);
        page.ShouldContain("Firefox on Linux");
        page.Split("this browser").Length.ShouldBe(2, "of both, one is marked");
        await DashboardBot.PostAsync(one, "/sessions/end", page, ("session", "all"));
        (await one.GetAsync("/", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await two.GetAsync("/", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await other.GetAsync("/sessions", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_that_ends_while_it_is_looked_up_is_refused_from_then_on()
    {
        const string Leaving = "slack/T0/UTOTALS";
        using var browser = await bot.BrowserOfAsync(Leaving);
        await using var connection = await bot.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync("UPDATE dashboard_session SET seen_at = seen_at - interval '1 hour' WHERE viewer = @Leaving", new { Leaving });
        await using var held = await connection.BeginTransactionAsync(Cancel);
        await connection.ExecuteAsync("DELETE FROM dashboard_session WHERE viewer = @Leaving", new { Leaving });
        var before = browser.GetAsync("/", Cancel); // has found it, and waits to write that it was seen
        await Patience.UntilAsync(async () => await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"));
        await bot.Services.GetRequiredService<Sessions>().EndAsync("slack/T0/USOMEBODY", null, Cancel);
        await held.CommitAsync(Cancel);
        (await before).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_another()
    {
        using HttpClient mine = await bot.BrowserOfAsync("slack/T0/UUNNAMED"), theirs = await bot.BrowserOfAsync(Ana);
        var id = (await bot.Services.GetRequiredService<SessionStore>().OfViewerAsync(Ana, DateTimeOffset.MinValue.AddYears(1), Cancel))[0].Id;
        await DashboardBot.PostAsync(mine, "/sessions/end", await mine.GetStringAsync("/sessions", Cancel), ("session", $"{id}"));
        (await theirs.GetAsync("/sessions", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Somebody_without_a_role_gets_no_session()
    {
        using var browser = bot.Browser();
        (await (await DashboardBot.PressAsync(browser, await bot.LinkAsync("slack/T0/UNOBODY"))).Content.ReadAsStringAsync(Cancel)).ShouldContain("Your role shows nothing here");
        using var known = await bot.BrowserOfAsync("slack/T0/UNOBODY");
        (await known.GetAsync("/", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }
}
