using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RevenueBot.Chat;
using RevenueBot.Dashboard.SignIn;
using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Browsing;
using RevenueBot.Tests.Everywhere;
using RevenueBot.Tests.Slack.Alerts;
using RevenueBot.Tests.Teams;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Dashboard;

/// <summary>Pages in a real browser, on the sample company and on an empty one: legible for everybody, in both themes, without an error and without another host.</summary>
public sealed partial class DashboardBrowserTests(EverywhereBot everywhere) : IClassFixture<EverywhereBot>
{
    private static readonly string _scripts = Path.Combine(NodePackages.Root, "tests", "RevenueBot.Tests", "Dashboard", "Browser");

    /// <summary>For people to look at: a page of a browser is drawn four times, which takes as long as all that is tested.</summary>
    private static readonly bool _leavesPictures = Environment.GetEnvironmentVariable("REVENUEBOT_PICTURES") is "1";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_of_the_sample_company_is_in_order() => await LookAsync(everywhere.Bot, "sample", [.. Pages(), await ReceiptAsync(), "/customers/c-typed", .. await AtRiskAsync()]);

    [Fact]
    public async Task Every_page_of_an_empty_company_says_what_to_do()
    {
        await using LiveBot empty = new([], isEmpty: true);
        await empty.InitializeAsync();
        await LookAsync(empty, "empty", [.. Pages()]);
    }

    [Fact]
    public async Task Somebody_signs_in_uses_the_overview_by_mouse_and_keyboard_acts_on_an_alert_and_signs_out()
    {
        NodePackages.SkipWithout();
        var secret = await everywhere.Bot.Services.GetRequiredService<SignInLinks>().CreateAsync("terminal", null, Cancel);
        await NodePackages.RunAsync(await PackagesAsync(), "node", Path.Combine(_scripts, "walk.mjs"), NodePackages.Chromium!, new Uri(everywhere.Bot.Client.BaseAddress!, $"/signin/{secret}").AbsoluteUri, (await TellAsync(1)).Alert);
    }

    [Fact]
    public async Task Who_writes_dashboard_in_Slack_or_Teams_signs_in_by_their_own_link_once_and_sees_what_their_role_sees()
    {
        NodePackages.SkipWithout();
        await new SlackPerson(everywhere.Bot.Client, everywhere.Slack, TimeProvider.System).CommandAsync("", "/dashboard");
        var slack = LinkIn((await everywhere.Slack.MessageAsync(message => message.Body.Text("response_type") == "ephemeral" && HasLink(message.Body))).Body);
        await new TeamsPerson(everywhere.Bot.Client, everywhere.Teams) { User = "29:eva", AadObjectId = TeamsBot.Aad(2), Conversation = "a:eva" }.SayAsync("/dashboard");
        var teams = LinkIn((await everywhere.Teams.MessageAsync(message => message.Conversation == "a:eva" && HasLink(message.Body))).Body);
        await NodePackages.RunAsync(await PackagesAsync(), "node", Path.Combine(_scripts, "door.mjs"), NodePackages.Chromium!, slack, "totals", "Overview Revenue Usage Billing", teams, "customers", "Overview Revenue Customers Usage Billing Alerts");
    }

    private static bool HasLink(JsonElement message) => message.GetRawText().Contains("/signin/", StringComparison.Ordinal);

    /// <summary>The link of a message, at the address where the bot listens here.</summary>
    private string LinkIn(JsonElement message) => new Uri(everywhere.Bot.Client.BaseAddress!, LinkPath().Match(message.GetRawText()).Value).AbsoluteUri;

    /// <summary>The pages that are about the whole.</summary>
    private IEnumerable<string> Pages() => everywhere.Bot.Services.GetRequiredService<WebDashboard.Frame.MountedPages>().Paths.Where(path => !path.Contains('{', StringComparison.Ordinal));

    /// <summary>A customer with something to tell, and what is told.</summary>
    private async Task<string[]> AtRiskAsync()
    {
        var (customer, alert) = await TellAsync(0);
        return [$"/customers/{Uri.EscapeDataString(customer)}", $"/alerts/{alert}"];
    }

    /// <param name="place">Which of the customers at high risk it is about.</param>
    private async Task<(string Customer, string Alert)> TellAsync(int place)
    {
        var customer = (await everywhere.Bot.Services.GetRequiredService<HealthReader>().OfBandAsync(HealthBand.High, place + 1, Cancel))[place].CustomerId;
        return (customer, await Book.TellAsync(everywhere.Bot.Services.GetRequiredService<NpgsqlDataSource>(), TimeProvider.System, "C0ALERTS", customer));
    }

    private async Task<string> ReceiptAsync() => $"/receipt?id={(await everywhere.AskAsync("/mrr")).Id}";

    private static async Task LookAsync(LiveBot bot, string name, string[] pages)
    {
        NodePackages.SkipWithout();
        var folder = _leavesPictures ? Directory.CreateDirectory(Path.Combine(NodePackages.Root, "artifacts", "dashboard", name)).FullName : "-";
        var token = await PageReading.SessionOfAsync(bot.Services, "terminal");
        using var look = NodePackages.Start(await PackagesAsync(), "node", [Path.Combine(_scripts, "pages.mjs"), NodePackages.Chromium!, bot.Client.BaseAddress!.AbsoluteUri.TrimEnd('/'), token, folder, .. pages]);
        look.StandardInput.Close();
        var (said, wrong) = (look.StandardOutput.ReadToEndAsync(Cancel), look.StandardError.ReadToEndAsync(Cancel));
        await look.WaitForExitAsync(Cancel);
        (await said + await wrong).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBeEmpty();
        look.ExitCode.ShouldBe(0);
    }

    [GeneratedRegex("/signin/[0-9A-Za-z_-]+")]
    private static partial Regex LinkPath();

    private static Task<string> PackagesAsync() => NodePackages.InstallAsync("dashboard", _scripts);
}
