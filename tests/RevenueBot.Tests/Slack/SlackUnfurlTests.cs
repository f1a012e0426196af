using RevenueBot.Access;
using RevenueBot.Chat;
using RevenueBot.Questions;
using RevenueBot.Slack;
using RevenueBot.Slack.Unfurling;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

/// <summary>Links to pages of the dashboard: figures under them where everybody in the channel may see them, else nothing.</summary>
public sealed class SlackUnfurlTests : IAsyncLifetime
{
    private const string Home = "https://revenue.larkspur.example/";
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;
    private SlackBot _bot = null!;
    private int _events;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SlackBot.SlackAsync();
        Answering answering = new(
            (question, _, _) => Task.FromResult(question == "/usage" ? Answers.NotUnderstood : Answers.Mrr with { Headline = $"Answer to {question[1..]} <!channel>", NamesCustomers = question == "/customers" }), (_, _) => Task.FromResult(Answers.Receipt),
            text => text == "/today" ? Right.Totals | Right.Customers : Right.Totals);
        _slack.Users["U0DANA"] = new FakeUser();
        _bot = await SlackBot.StartAsync(_database.DataSource, _slack, answering, null, ("Dashboard:PublicUrl", Home.TrimEnd('/')), ("Access:Slack:People:U0DANA", "customers"));
    }

    public async ValueTask DisposeAsync()
    {
        _slack.Problems.ShouldBeEmpty();
        await _bot.DisposeAsync();
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_page_that_everybody_there_may_see_shows_its_figures_under_the_very_address_that_was_typed()
    {
        await ShareAsync("C0REVENUE", "U0ANA", "conversations_history", "HTTPS://Revenue.Larkspur.example", Home + "revenue/");
        var unfurls = (await _slack.WaitForAsync(call => call is { Method: "chat.unfurl", Accepted: true })).Body;
        (unfurls.Text("channel"), unfurls.Text("ts")).ShouldBe(("C0REVENUE", "1700000001.000100"));
        unfurls.GetProperty("unfurls").EnumerateObject().Select(link => link.Name).ShouldBe(["HTTPS://Revenue.Larkspur.example", Home + "revenue/"]);
        unfurls.GetRawText().ShouldContain("*Answer to mrr last 12 months &lt;!channel&gt;*");
        unfurls.GetRawText().ShouldContain("*Paying customers*\\n593");
    }

    [Fact]
    public async Task Slack_that_has_not_seen_the_acknowledgement_yet_is_asked_again()
    {
        _slack.Fail("chat.unfurl", new Fault.Error("cannot_unfurl_url"));
        await ShareAsync("C0REVENUE", "U0ANA", "conversations_history", Home);
        await _slack.WaitForAsync(call => call is { Method: "chat.unfurl", Accepted: true });
    }

    [Theory]
    [InlineData("C0PARTNER", "U0ANA", "")] // people from outside read it
    [InlineData("C0NOWHERE", "U0ANA", "")] // nobody knows who reads it
    [InlineData("C0REVENUE", "U0EVA", "")] // no right
    [InlineData("C0REVENUE", "U0GUEST", "")]
    [InlineData("C0REVENUE", "U0DANA", "customers/cus_1")] // a single customer: nobody was asked whether everybody may see it
    [InlineData("C0REVENUE", "U0DANA", "customers")] // names customers, to whose poster may show them there
    [InlineData("C0REVENUE", "U0DANA", "billing")] // shows single customers by id
    [InlineData("C0REVENUE", "U0ANA", "usage")] // no figure
    [InlineData("C0REVENUE", "U0ANA", "signin/0123456789abcdef")] // a right by itself
    [InlineData("D0OTHERS", "U0ANA", "")] // two people's direct message, which the bot is not part of
    public async Task Anything_else_shows_nothing_and_says_nothing(string channel, string user, string page)
    {
        await ShareAsync(channel, user, source: "conversations_history", Home + page);
        await Patience.UntilAsync(async () => (await Alerts.Book.QueryAsync<long>(_database.DataSource, "SELECT count(*) FROM inbox WHERE source = 'slack' AND status = 0"))[0] == 0);
        _slack.Calls.ShouldNotContain(call => call.Method == "chat.unfurl");
        _slack.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draft_shows_nothing()
    {
        await ShareAsync("COMPOSER", "U0ANA", "composer", Home);
        (await Alerts.Book.QueryAsync<long>(_database.DataSource, "SELECT count(*) FROM inbox")).ShouldBe([0L]);
    }

    [Theory]
    [InlineData("https://revenue.larkspur.example", "/mrr")]
    [InlineData("https://revenue.larkspur.example/", "/mrr")]
    [InlineData("https://revenue.larkspur.example/customers", "/customers")]
    [InlineData("https://revenue.larkspur.example/customers#top", "/customers")]
    [InlineData("https://revenue.larkspur.example/customers/cus_1", null)]
    [InlineData("https://revenue.larkspur.example/billing", "/today")]
    [InlineData("https://revenue.larkspur.example/customers?alert=al_1", null)]
    [InlineData("https://revenue.larkspur.example/signin/abc", null)]
    [InlineData("https://revenue.larkspur.example/charts/mrr.png?sig=abc", null)]
    [InlineData("https://revenue.larkspur.example/customers/a/b", null)]
    [InlineData("https://revenue.larkspur.example/customers/a%2Fb", null)]
    [InlineData("http://revenue.larkspur.example/", null)]
    [InlineData("https://revenue.larkspur.example:444/", null)]
    [InlineData("https://revenue.larkspur.example@evil.example/", null)]
    [InlineData("https://me@revenue.larkspur.example/", null)]
    [InlineData("https://evil.example/revenue.larkspur.example/", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("", null)]
    public void Pages_have_questions_and_nothing_else_has(string url, string? question) => DashboardPage.QuestionOf(url, new Uri(Home)).ShouldBe(question);

    [Fact]
    public void A_dashboard_under_a_path_has_its_pages_there() => DashboardPage.QuestionOf("https://x.example/bot/usage", new Uri("https://x.example/bot")).ShouldBe("/usage");

    private async Task ShareAsync(string channel, string user, string source, params string[] urls)
    {
        SlackPerson person = new(_bot.Http, _slack, TimeProvider.System) { User = user, Channel = channel };
        var body = person.Wrap(new { type = "link_shared", channel, user, message_ts = "1700000001.000100", unfurl_id = "x", source, is_bot_user_member = false, links = urls.Select(url => new { domain = "revenue.larkspur.example", url }) }, $"Ev{_events++}");
        await Patience.UntilAsync(async () => (await person.SendEventAsync(body)).IsSuccessStatusCode);
    }
}
