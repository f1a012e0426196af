using System.Text.Json;
using RevenueBot.Access;
using RevenueBot.Chat;
using RevenueBot.Questions;
using RevenueBot.Slack;
using RevenueBot.Slack.Alerts;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Slack.Alerts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

/// <summary>App Home: a page for one person, with what they may see at that moment.</summary>
public sealed class SlackHomeTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;
    private SlackBot _bot = null!;
    private int _events;
    private Func<string, Answer> _answer = question => question switch { "/mrr" => Answers.Mrr, "/nrr" => Answers.Mrr with { Headline = "Net revenue retention is 101.2%." }, _ => Answers.Mrr with { Headline = "31 customers are at high risk.", NamesCustomers = true } };

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SlackBot.SlackAsync();
        _slack.Users["U0DANA"] = new FakeUser();
        Answering answering = new((question, _, _) => Task.FromResult(_answer(question)), (_, _) => Task.FromResult(Answers.Receipt), text => text is "/at-risk" or "/alerts" ? Right.CustomersByName : Right.Totals);
        _bot = await SlackBot.StartAsync(_database.DataSource, _slack, answering, null,
            ("Access:Slack:People:U0DANA", "customers"), ("Alerts:Channels:Owners:Dana Osei:Person", "slack:U0DANA"), ("Alerts:Channels:Owners:Dana Osei:Channel", "slack:C0REVENUE"), ("Dashboard:PublicUrl", "https://revenue.larkspur.example"));
    }

    public async ValueTask DisposeAsync()
    {
        _slack.Problems.ShouldBeEmpty();
        await _bot.DisposeAsync();
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_may_see_totals_sees_totals_and_what_they_may_see()
    {
        var page = await OpenAsync(_bot.Ana);
        page.Body.Text("user_id").ShouldBe("U0ANA");
        var text = page.Body.GetRawText();
        text.ShouldContain("*MRR is $58,430 on 10 Nov");
        text.ShouldContain("• Net revenue retention is 101.2%.");
        text.ShouldContain("You can see: totals. Only you see this page.");
        text.ShouldContain("https://revenue.larkspur.example/");
        foreach (var hidden in (string[])["at high risk", "Your customers", "Your open alerts", "Brightwater", "At risk"]) text.ShouldNotContain(hidden);
        _slack.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whose_customers_they_are_sees_them_and_the_open_alerts_about_them_as_inert_text()
    {
        await Book.TellAsync(_database.DataSource, TimeProvider.System, "C0REVENUE", "cus_1");
        var page = await OpenAsync(Dana);
        var text = page.Body.GetRawText();
        text.ShouldContain("31 customers are at high risk.");
        text.ShouldContain("Your customers: 2");
        text.ShouldContain("Your open alerts: 1");
        Block(page, "al0").Child("text").Text("text").ShouldBe("🔴 High: Brightwater Clinics, high churn risk, $698 MRR.");
        Block(page, "owned").GetRawText().ShouldContain("$945");
        text.ShouldContain("You can see: totals, customers, names, exports.");
    }

    [Fact]
    public async Task What_is_done_about_an_alert_there_shows_there_at_once()
    {
        var alert = await Book.TellAsync(_database.DataSource, TimeProvider.System, "C0REVENUE", "cus_1");
        await OpenAsync(Dana);
        await Dana.ClickInViewAsync(AlertActionIds.Acknowledge, alert);
        var page = await PageAsync("Acknowledged by you");
        Block(page, "act0").GetProperty("elements")[0].Text("action_id").ShouldBe(AlertActionIds.HandBack);

        await Dana.ClickInViewAsync(AlertActionIds.Snooze, alert);
        var form = (await _slack.WaitForAsync(call => call is { Method: "views.open", Accepted: true })).Body.GetProperty("view");
        var day = form.GetProperty("blocks")[1].Child("element").GetProperty("options")[2].Text("value");
        (await Dana.SubmitAsync(form, "V9", ("until", "static_select", day))).IsSuccessStatusCode.ShouldBeTrue();
        await PageAsync("⚪ Snoozed");
    }

    [Fact]
    public async Task Who_may_not_is_told_why_there_and_a_click_is_judged_anew()
    {
        var page = await OpenAsync(new SlackPerson(_bot.Http, _slack, TimeProvider.System) { User = "U0GUEST", Channel = "D0GUEST" });
        page.Body.GetRawText().ShouldContain("Revenue figures are not shown to guests.");
        page.Body.GetRawText().ShouldNotContain("58,430");
        var alert = await Book.TellAsync(_database.DataSource, TimeProvider.System, "C0REVENUE", "cus_1");
        await _bot.Ana.ClickInViewAsync(AlertActionIds.Acknowledge, alert); // never shown to her
        (await _slack.MessageAsync(message => message.Body.Text("channel") == "U0ANA")).Text.ShouldStartWith("You do not have access to single customers.");
        (await Book.QueryAsync<long>(_database.DataSource, "SELECT count(*) FROM alert_event WHERE kind = 40")).ShouldBe([0L]);
    }

    [Fact]
    public async Task A_question_asked_there_is_answered_in_the_direct_message()
    {
        var page = await OpenAsync(_bot.Ana);
        var button = Block(page, "ask").GetProperty("elements")[0];
        await _bot.Ana.ClickInViewAsync(button.Text("action_id"), button.Text("value"));
        (await _slack.MessageAsync(message => message.Method == "chat.postMessage")).Body.Text("channel").ShouldBe("U0ANA");
        (await _bot.Ana.ClickInViewAsync(SlackActions.OpenDashboard, "")).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task Opened_again_at_once_it_is_not_made_again_and_the_other_tab_shows_nothing()
    {
        await OpenAsync(_bot.Ana);
        for (var i = 0; i < 3; i++) await SendAsync(_bot.Ana, new { type = "app_home_opened", user = "U0ANA", channel = "D0ANA", tab = "home" });
        await SendAsync(_bot.Ana, new { type = "app_home_opened", user = "U0EVA", channel = "D0EVA", tab = "messages" });
        await OpenAsync(Dana);
        await Patience.UntilAsync(async () => (await Book.QueryAsync<long>(_database.DataSource, "SELECT count(*) FROM inbox WHERE source = 'slack' AND status = 0"))[0] == 0);
        _slack.Calls.Count(call => call.Method == "views.publish").ShouldBe(2);
    }

    [Fact]
    public async Task A_page_that_somebody_else_was_faster_with_is_made_anew_and_one_that_fails_says_nothing()
    {
        _slack.Fail("views.publish", new Fault.Error("hash_conflict"));
        await OpenAsync(_bot.Ana);
        _slack.Calls.Count(call => call.Method == "views.publish").ShouldBe(2);
        _answer = _ => throw new TimeoutException("Acme Canary GmbH");
        await SendAsync(Dana, new { type = "app_home_opened", user = "U0DANA", channel = "D0DANA", tab = "home" });
        await Patience.UntilAsync(() => Task.FromResult(_bot.Log.Text.Contains("SlackFailed", StringComparison.Ordinal)));
        _bot.Log.Text.ShouldNotContain("Acme Canary");
        _slack.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_alerts_and_names_of_any_length_stay_within_what_slack_takes()
    {
        for (var i = 0; i < 14; i++) await Book.TellAsync(_database.DataSource, TimeProvider.System, "C0REVENUE", $"cus_{i}");
        _answer = _ => Answers.Mrr with { Headline = new string('M', 9_000), Sentences = [.. Enumerable.Repeat("<!channel> \u202e*bold* " + new string('x', 5_000), 5)], Footer = new string('f', 5_000) };
        var page = await OpenAsync(Dana);
        page.Body.GetRawText().ShouldContain("All 14");
        page.Body.GetProperty("view").GetProperty("blocks").EnumerateArray().Count(block => block.Text("block_id").StartsWith("al", StringComparison.Ordinal) && block.Text("type") == "section").ShouldBe(10);
        page.Body.GetRawText().ShouldNotContain("<!channel>");
    }

    private SlackPerson Dana => new(_bot.Http, _slack, TimeProvider.System) { User = "U0DANA", Channel = "D0DANA" };

    private async Task<SlackCall> OpenAsync(SlackPerson person)
    {
        await SendAsync(person, new { type = "app_home_opened", user = person.User, channel = "D" + person.User[1..], tab = "home", event_ts = "1.1" });
        return await _slack.WaitForAsync(call => call is { Method: "views.publish", Accepted: true } && call.Body.Text("user_id") == person.User);
    }

    private Task SendAsync(SlackPerson person, object inner)
    {
        var body = person.Wrap(inner, $"Ev{_events++}");
        return Patience.UntilAsync(async () => (await person.SendEventAsync(body)).IsSuccessStatusCode);
    }

    private Task<SlackCall> PageAsync(string part) => _slack.WaitForAsync(call => call is { Method: "views.publish", Accepted: true } && call.Body.GetProperty("view").GetProperty("blocks").EnumerateArray().Any(block => block.Child("text").Text("text").Contains(part, StringComparison.Ordinal)));

    private static JsonElement Block(SlackCall page, string id) => page.Body.GetProperty("view").GetProperty("blocks").EnumerateArray().First(block => block.Text("block_id") == id);
}
