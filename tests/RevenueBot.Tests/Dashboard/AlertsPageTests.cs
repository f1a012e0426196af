using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RevenueBot.Alerts.Rules;
using RevenueBot.Questions;
using RevenueBot.Tests.Slack.Alerts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Dashboard;

/// <summary>Alerts of three customers, one of a dangerous name, as pages list them; and what people do about them there.</summary>
public sealed partial class AlertsPageTests(AlertsPageTests.Told told) : IClassFixture<AlertsPageTests.Told>
{
    private const string Dana = "slack/T0/UCUSTOMERS", Admin = "slack/T0/UADMIN";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Each test acts on an alert of its own.</summary>
    public sealed class Told : IAsyncLifetime
    {
        internal DashboardBot Bot { get; } = new();

        internal string Ada { get; private set; } = "";

        internal string Bo { get; private set; } = "";

        internal string Cy { get; private set; } = "";

        internal NpgsqlDataSource Database => Bot.Services.GetRequiredService<NpgsqlDataSource>();

        public async ValueTask InitializeAsync()
        {
            await Bot.InitializeAsync();
            (Ada, Bo, Cy) = (await TellAsync("ada"), await TellAsync("bo"), await TellAsync("cy"));
        }

        public ValueTask DisposeAsync() => Bot.DisposeAsync();

        private Task<string> TellAsync(string customer) => Book.TellAsync(Database, TimeProvider.System, "C0ALERTS", customer);
    }

    [Fact]
    public async Task The_list_says_what_chat_answers_and_is_cut_and_ordered_by_its_address()
    {
        var answer = await told.Bot.Services.GetRequiredService<Asker>().AskAsync("/alerts", new AskContext(TimeProvider.System.GetUtcNow()), Cancel);
        using var browser = await told.Bot.BrowserOfAsync(Admin);
        var page = await browser.GetStringAsync("/alerts", Cancel);
        PageReading.Text(page).ShouldContain(answer.Headline);
        page.ShouldNotContain("<img src=x");
        Files(await browser.GetStringAsync("/alerts?csv=alerts&sort=-mrr", Cancel)).Select(row => row[0]).ShouldBe([told.Ada, told.Bo, told.Cy], ignoreOrder: true);
        (await browser.GetStringAsync("/alerts?csv=alerts", Cancel)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(answer.Table!.Rows.Count + 1);
        foreach (var (query, count) in ((string, int)[])[("level=high", 3), ("level=medium", 0), ("rule=health", 3), ("rule=nothing", 0), ("owner=nobody", 0), ("customer=ONERROR", 1), ("customer=cy", 1), ("state=closed", 0)])
            Files(await browser.GetStringAsync($"/alerts?csv=alerts&{query}", Cancel)).Count.ShouldBe(count, query);
        foreach (var nonsense in (string[])["?page=9999", "?sort=--level", "?state=zzz", "?level=9", "?owner=mine", "?customer=%25_%00", "?rule=%3Cb%3E"])
            (await browser.GetStringAsync("/alerts" + nonsense, Cancel)).ShouldContain("<h1>Alerts</h1>");
    }

    [Fact]
    public async Task Who_clicks_first_has_it_and_the_next_is_told_so_once()
    {
        using var dana = await told.Bot.BrowserOfAsync(Dana);
        using var admin = await told.Bot.BrowserOfAsync(Admin);
        var (hers, his) = (await dana.GetStringAsync("/alerts?level=high", Cancel), await admin.GetStringAsync("/alerts", Cancel));
        var response = await DashboardBot.PostAsync(dana, $"/alerts/{told.Bo}", hers, ("act", "ack"), ("back", "/alerts?level=high"));
        response.Headers.Location!.OriginalString.ShouldBe("/alerts?level=high");
        PageReading.Text(await FollowAsync(dana, response)).ShouldContain("Acknowledged: High churn risk, bo.");
        PageReading.Text(await dana.GetStringAsync("/alerts", Cancel)).ShouldNotContain("Acknowledged: High");

        response = await DashboardBot.PostAsync(admin, $"/alerts/{told.Bo}", his, ("act", "ack"), ("back", "//elsewhere.example"));
        response.Headers.Location!.OriginalString.ShouldBe($"/alerts/{told.Bo}");
        PageReading.Text(await FollowAsync(admin, response)).ShouldContain("UCUSTOMERS has it already: nothing was changed.");
        (await OneAsync<string>($"SELECT handling->>'acknowledged_by' FROM alert_state WHERE alert_id = '{told.Bo}'")).ShouldBe("slack:UCUSTOMERS");
        (await OneAsync<int>($"SELECT version FROM outbox_message WHERE message_key = '{told.Bo}'")).ShouldBe(2, "the card in chat is written anew");
        (await OneAsync<string>($"SELECT payload->>'text' FROM outbox WHERE message_key = '{told.Bo}' AND kind = 2")).ShouldStartWith("acknowledged this.");
        Files(await dana.GetStringAsync("/alerts?csv=alerts&owner=mine&state=acknowledged", Cancel)).ShouldHaveSingleItem()[0].ShouldBe(told.Bo);
        (await OneAsync<int>("SELECT count(*)::integer FROM access_audit WHERE surface = 'dashboard' AND act = 'alert' AND person = 'UCUSTOMERS'")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task An_alert_is_given_to_who_may_see_it_snoozed_and_woken()
    {
        using var dana = await told.Bot.BrowserOfAsync(Dana);
        var page = await dana.GetStringAsync($"/alerts/{told.Cy}", Cancel);
        page.ShouldNotContain("slack:UTOTALS");
        (await SaidAsync(("assign", "slack:UTOTALS"))).ShouldContain("Choose a person.");
        (await SaidAsync(("assign", "slack:UADMIN"), ("note", "Please call"))).ShouldContain("Assigned to UADMIN: High churn risk, cy.");
        (await SaidAsync(("assign", "me"))).ShouldContain("Assigned to you: High churn risk, cy.");
        (await SaidAsync(("snooze", "2020-01-01"))).ShouldContain("Choose a day after today");
        (await SaidAsync(("snooze", Tomorrow), ("note", "card promised"))).ShouldContain("Snoozed until");
        page = await dana.GetStringAsync($"/alerts/{told.Cy}", Cancel);
        page.ShouldContain("card promised");
        (await SaidAsync(("act", "wake"))).ShouldContain("Woken: High churn risk, cy.");
        (await SaidAsync(("act", "not-useful"), ("why", "known"))).ShouldContain("Noted. This rule fires less");
        var text = PageReading.Text(await dana.GetStringAsync($"/alerts/{told.Cy}", Cancel));
        foreach (var step in (string[])["Fired", "Assigned by you", "Snoozed until", "Woken before its time by you", "Not useful: known already by you"]) text.ShouldContain(step);
        text.ShouldContain("Line under it");
        foreach (var wrong in ((string, string)[][])[[("act", "explode")], [("act", "ack"), ("assign", "me")], []])
        {
            var answer = await DashboardBot.PostAsync(dana, $"/alerts/{told.Cy}", page, wrong);
            ((int)answer.StatusCode).ShouldBe(wrong.Length == 1 ? 302 : 404);
        }

        async Task<string> SaidAsync(params (string, string)[] fields) => PageReading.Text(await FollowAsync(dana, await DashboardBot.PostAsync(dana, $"/alerts/{told.Cy}", page, fields)));
    }

    [Fact]
    public async Task The_page_of_an_alert_has_the_figures_of_its_customer_and_its_name_stays_text()
    {
        using var dana = await told.Bot.BrowserOfAsync(Dana);
        var page = await dana.GetStringAsync($"/alerts/{told.Ada}", Cancel);
        var customer = await told.Bot.Services.GetRequiredService<Asker>().AskAsync("/customer \"ada\"", new AskContext(TimeProvider.System.GetUtcNow()), Cancel);
        PageReading.Tile(page, "mrr").ShouldBe(customer.Figures.Single(figure => figure.Key == "mrr").Value);
        PageReading.Tile(page, "value").ShouldBe("24");
        page.ShouldContain($"/receipt?id={customer.Id[..20]}"); // the rest of an id is its moment
        page.ShouldContain("/customers/ada");
        page.ShouldNotContain("<img src=x");
        (await FollowAsync(dana, await DashboardBot.PostAsync(dana, $"/alerts/{told.Ada}", page, ("act", "useful")))).ShouldNotContain("<img src=x");
        (await dana.GetAsync("/alerts/al_UNKNOWN234", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await dana.GetStringAsync($"/alerts/{told.Ada}?csv=history", Cancel)).ShouldStartWith("At,What,By,Value");
    }

    [Fact]
    public async Task The_rules_stand_as_they_are_set_and_a_silence_begins_and_ends_as_in_chat()
    {
        using var dana = await told.Bot.BrowserOfAsync(Dana);
        var page = await dana.GetStringAsync("/alerts/rules", Cancel);
        var text = PageReading.Text(page);
        foreach (var said in (string[])["health below 30 for 1 hour", "35 or more for 3 days", "nowhere: no channel is set", "20 messages a day and channel, the last 5 for high level", "Nothing is silent"]) text.ShouldContain(said);
        Files(await dana.GetStringAsync("/alerts/rules?csv=rules", Cancel)).Count.ShouldBe(DefaultRules.All.Count);

        (await SaidAsync("/alerts/silences", ("what", "rule payment-failed"), ("length", "3d"), ("why", "<b>migration</b>"))).ShouldContain("Silent until");
        page = await dana.GetStringAsync("/alerts/rules", Cancel);
        page.ShouldContain("&lt;b&gt;migration&lt;/b&gt;");
        (await SaidAsync("/alerts/silences", ("what", "nobody of that name"), ("length", "3d"))).ShouldContain("No customer, segment or rule is called");
        (await SaidAsync("/alerts/silences", ("what", "rule health"), ("length", "9y"))).ShouldContain("Nothing was changed.");
        (await SaidAsync("/alerts/silences/end", ("silence", page.Split("name=\"silence\" value=\"")[1].Split('"')[0]))).ShouldContain("Ended: the rule payment-failed is heard of again.");
        (await SaidAsync("/alerts/silences/end", ("silence", "sil_UNKNWN"))).ShouldContain("It is over already.");

        async Task<string> SaidAsync(string route, params (string, string)[] fields) => PageReading.Text(await FollowAsync(dana, await DashboardBot.PostAsync(dana, route, page, fields)));
    }

    private async Task<T> OneAsync<T>(string sql) => (await Book.QueryAsync<T>(told.Database, sql)).ShouldHaveSingleItem();

    private static string Tomorrow => TimeProvider.System.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Task<string> FollowAsync(HttpClient browser, HttpResponseMessage response) => browser.GetStringAsync(response.Headers.Location, Cancel);

    private static List<string[]> Files(string csv) => [.. csv.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => Fields().Matches(line).Select(match => match.Groups[1].Value).ToArray())];

    [GeneratedRegex("(?:^|,)(\"(?:[^\"]|\"\")*\"|[^,]*)")]
    private static partial Regex Fields();
}
