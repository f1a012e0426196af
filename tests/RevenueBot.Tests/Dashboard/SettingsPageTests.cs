using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Dashboard.Pages.Welcome;
using RevenueBot.Reports.Scheduling;
using RevenueBot.Tests.Questions;
using RevenueBot.WebDashboard.Frame;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Dashboard;

/// <summary>A bot on which much is set, secrets among it, and that began with the sample company.</summary>
public sealed class ConfiguredBot : IAsyncLifetime
{
    public static string[] Secrets { get; } = ["whsec_neverShown4711", "smtp-neverShown4712", "neverShown4713-0123456789", LiveBot.Key];

    private readonly string _folder = Directory.CreateTempSubdirectory("revenuebot-settings-").FullName;

    public ConfiguredBot() => Bot = new DashboardBot(new()
    {
        ["DataDirectory"] = _folder, ["Stripe:WebhookSecrets:0"] = Secrets[0], ["Smtp:Host"] = "127.0.0.1", ["Smtp:From"] = "bot@larkspur.example", ["Smtp:User"] = "bot", ["Smtp:Password"] = Secrets[1], ["Api:Keys:2"] = Secrets[2],
        ["Reports:Daily:Channels:0"] = "slack:C0EXEC", ["Reports:Weekly:Recipients:0"] = "dana@larkspur.example", ["Alerts:Channels:Default"] = "slack:C0ALERTS", ["Dashboard:PublicUrl"] = "https://revenue.larkspur.example",
    });

    internal DashboardBot Bot { get; }

    internal ScheduleStore Schedules => Bot.Services.GetRequiredService<ScheduleStore>();

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "sample"));
        await Bot.InitializeAsync();
        await Schedules.SyncAsync(TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>What is set is told to whom it concerns, secrets to nobody; the way from nothing to the first figure is told in exact words.</summary>
public sealed class SettingsPageTests(ConfiguredBot configured) : IClassFixture<ConfiguredBot>
{
    private const string Totals = "slack/T0/UTOTALS", Admin = "slack/T0/UADMIN", Daily = "daily/slack:C0EXEC";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_reads_how_fresh_the_figures_are_and_by_which_definitions()
    {
        var page = await TextAsync(Totals, "/settings");
        page.ShouldContain("Files import and HTTP Current Mon 1 Jul, 08:00 when somebody imports them");
        page.ShouldContain("Stripe webhooks and the list of events Not read yet");
        page.ShouldContain("Default definitions. A change restates history and says so.");
        page.ShouldContain("Past due past due counts 30 days");
        page.ShouldContain("No report is sent to you");
        foreach (var others in (string[])["C0EXEC", "C0ALERTS", "dana@", "UADMIN", "Access:Slack", "UUNNAMED"]) page.ShouldNotContain(others);
    }

    [Fact]
    public async Task An_administrator_reads_who_may_what_and_where_reports_and_alerts_go()
    {
        var page = await TextAsync(Admin, "/settings");
        page.ShouldContain("UTOTALS totals configuration");
        page.ShouldContain("Daily report to slack:C0EXEC Next: ");
        page.ShouldContain("Weekly report to mail:dana@larkspur.example Next: ");
        page.ShouldContain("All that go nowhere else slack:C0ALERTS Not connected Alerts:Channels:Default");
        page.ShouldContain("admin figures of the whole, single customers, their names, files, notes for everybody, access");
    }

    [Fact]
    public async Task A_report_is_paused_and_resumed_by_who_may_in_chat()
    {
        (await PostAsync(Totals, "pause")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(Admin, "pause")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await configured.Schedules.ReadAsync(Cancel)).Single(schedule => schedule.Id == Daily).IsPaused.ShouldBeTrue();
        (await TextAsync(Admin, "/settings")).ShouldContain("Daily report to slack:C0EXEC Paused: nothing is sent");
        (await PostAsync(Admin, "resume")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await configured.Schedules.ReadAsync(Cancel)).ShouldAllBe(schedule => !schedule.IsPaused);
    }

    [Fact]
    public async Task No_page_shows_a_secret()
    {
        foreach (var viewer in (string[])[Admin, "terminal"])
            foreach (var address in (string[])["/settings", "/welcome", "/settings?csv=sources", "/settings?csv=access", "/settings?csv=channels"])
            {
                using var browser = await configured.Bot.BrowserOfAsync(viewer);
                var page = WebUtility.HtmlDecode(await browser.GetStringAsync(address, Cancel));
                foreach (var secret in ConfiguredBot.Secrets) page.ShouldNotContain(secret);
            }
    }

    [Fact]
    public async Task The_first_page_says_what_is_done_and_what_comes_next()
    {
        var page = await TextAsync(Admin, "/welcome");
        page.ShouldContain("OK Database: PostgreSQL");
        page.ShouldContain("OK Stripe webhook: A signing secret is set.");
        page.ShouldContain("Nothing yet Nothing has arrived from Stripe in the last days");
        page.ShouldContain("REVENUEBOT__Stripe__ApiKey=rk_live_…");
        page.ShouldContain("./run backfill stripe");
        page.ShouldContain("sed 's/HOST/revenue.larkspur.example/g' manifests/slack.yaml");
        page.ShouldContain("https://revenue.larkspur.example/api/messages");
        page.ShouldContain("From the sample to your own data");
    }

    [Fact]
    public async Task The_overview_leads_there_from_the_sample()
    {
        (await TextAsync(Admin, "/")).ShouldContain("This is a sample company. Its customers and figures are made up. Connect your own");
        (await TextAsync(Totals, "/")).ShouldNotContain("Connect your own");
    }

    [Fact]
    public void An_empty_company_leads_there_whoever_may_connect_it()
    {
        FirstRun.EmptyFor(new Viewer("terminal", "Operator", "admin", Rights.Totals | Rights.Administer), hasSource: false)!.Href.ShouldBe("/welcome");
        FirstRun.EmptyFor(new Viewer(Totals, "U", "totals", Rights.Totals), hasSource: false)!.Href.ShouldBeNull();
        FirstRun.EmptyFor(new Viewer(Totals, "U", "totals", Rights.Totals), hasSource: true).ShouldBeNull();
    }

    private Task<string> TextAsync(string viewer, string address) => configured.Bot.TextAsync(viewer, address);

    private async Task<HttpResponseMessage> PostAsync(string viewer, string act)
    {
        using var browser = await configured.Bot.BrowserOfAsync(viewer);
        return await DashboardBot.PostAsync(browser, "/settings/reports", await browser.GetStringAsync("/settings", Cancel), ("report", Daily), ("act", act));
    }
}
