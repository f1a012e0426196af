using System.Globalization;
using System.Text.Json;
using RevenueBot.Chat;
using RevenueBot.Handling;
using RevenueBot.Slack;
using RevenueBot.Slack.Alerts;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack.Alerts;

/// <summary>Buttons and forms of alert cards: what everybody sees then, what the clicker alone is told, and who may.</summary>
public sealed class SlackAlertTests : IAsyncLifetime
{
    private const string Channel = "C0REVENUE";
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;
    private SlackBot _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SlackBot.SlackAsync();
        _slack.Users["U0DANA"] = new FakeUser();
        _bot = await SlackBot.StartAsync(_database.DataSource, _slack, settings:
        [
            ("Access:Slack:People:U0ANA", "customers"), ("Access:Slack:People:U0DANA", "customers"), ("Access:Slack:People:U0EVA", "totals"), ("Access:Slack:People:U0GUEST", "customers"),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        _slack.Problems.ShouldBeEmpty();
        await _bot.DisposeAsync();
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Acknowledged_the_card_says_who_has_it_and_later_clicks_are_told_so_alone()
    {
        var alert = await TellAsync("cus_1");
        await Person("U0ANA").ClickAsync(AlertActionIds.Acknowledge, alert);
        var card = await CardAsync("⚪ Acknowledged");
        Text(card, "todo").ShouldContain("*Acknowledged by* <@U0ANA> since ");
        await LineAsync("<@U0ANA> acknowledged this. ");

        await Person("U0DANA").ClickAsync(AlertActionIds.Acknowledge, alert);
        (await _slack.MessageAsync(message => message.Method == "response_url")).Text.ShouldBe("<@U0ANA> has it already: nothing was changed.");
        (_slack.Board.Count, Card.Edits).ShouldBe((2, 1));
        await Person("U0DANA").ClickAsync(AlertActionIds.HandBack, alert);
        await LineAsync("<@U0DANA> handed this back. ");
        await CardAsync("🔴 High churn risk");
        (await Book.QueryAsync<short>(_database.DataSource, "SELECT kind FROM alert_event ORDER BY event_id")).ShouldBe([(short)1, (short)40, (short)46]);
    }

    [Fact]
    public async Task Ten_clicks_at_once_are_one()
    {
        var alert = await TellAsync("cus_1");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Person(i % 2 == 0 ? "U0ANA" : "U0DANA").ClickAsync(AlertActionIds.Acknowledge, alert)));
        await LineAsync(" acknowledged this. ");
        await _slack.WaitForAsync(_ => _slack.Messages.Count(message => message.Method == "response_url") == 9);
        (await Book.QueryAsync<string>(_database.DataSource, "SELECT by_person FROM alert_event WHERE kind = 40")).Count.ShouldBe(1);
        _slack.Board.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("U0EVA", "You do not have access to single customers.")]
    [InlineData("U0GUEST", "Revenue figures are not shown to guests.")]
    [InlineData("U0NOBODY", "I could not check who you are.")]
    public async Task Who_may_not_see_customers_changes_nothing_and_is_told_alone(string user, string words)
    {
        var alert = await TellAsync("cus_1");
        foreach (var action in (string[])[AlertActionIds.Acknowledge, AlertActionIds.Snooze, AlertActionIds.NotUseful]) await Person(user).ClickAsync(action, alert);
        await _slack.WaitForAsync(_ => _slack.Messages.Count(message => message.Method == "response_url" && message.Text.StartsWith(words, StringComparison.Ordinal)) == 3);
        _slack.Calls.ShouldNotContain(call => call.Method == "views.open");
        (Card.Edits, (await Book.QueryAsync<long>(_database.DataSource, "SELECT count(*) FROM alert_feedback"))[0]).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Snoozed_by_a_form_it_sleeps_until_nine_on_that_day_and_can_be_woken()
    {
        var alert = await TellAsync("cus_1");
        var form = await FormAsync(AlertActionIds.Snooze, alert);
        form.GetProperty("blocks")[0].Child("text").Text("text").ShouldBe("Brightwater Clinics: high churn risk, $698 MRR at stake.");
        var day = form.GetProperty("blocks")[1].Child("element").GetProperty("options")[2].Text("value");

        (await ErrorsAsync(form, ("until", "static_select", "date"))).Text("date").ShouldStartWith("Choose a day after today");
        (await ErrorsAsync(form, ("until", "static_select", "date"), ("date", "datepicker", "2020-01-01"))).Text("date").ShouldStartWith("Choose a day after today");
        (await ErrorsAsync(form, ("until", "static_select", "tomorrow"))).Text("until").ShouldNotBeEmpty();
        (await SubmitAsync(form, ("until", "static_select", day), ("reason", "plain_text_input", "card *promised* <!channel>"))).ShouldBeEmpty();

        var until = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var card = await CardAsync("⚪ Snoozed until ");
        Text(card, "note").ShouldBe("Reason given: card *promised* <!channel>"); // plain text: nothing in it is read
        (await LineAsync("<@U0ANA> snoozed this until ")).ShouldContain(until.ToString("ddd d MMM", CultureInfo.InvariantCulture) + ", 09:00. Reason: card *\u200Bpromised*\u200B &lt;!channel&gt;.");
        await Person("U0ANA").ClickAsync(AlertActionIds.Wake, alert);
        await CardAsync("🔴 High churn risk");
    }

    [Fact]
    public async Task Assigned_by_a_form_the_new_owner_is_called_in_the_thread()
    {
        var alert = await TellAsync("cus_1");
        var form = await FormAsync(AlertActionIds.Assign, alert);
        (await ErrorsAsync(form)).Text("who").ShouldBe("Choose a person.");
        (await ErrorsAsync(form, ("who", "users_select", "U0EVA"))).Text("who").ShouldBe(ActReplies.NotAllowed);
        await SubmitAsync(form, ("who", "users_select", "U0GUEST")); // whatever the rules say: a guest
        (await _slack.MessageAsync(message => message.Method == "chat.postEphemeral")).Text.ShouldBe(ActReplies.NotAllowed);

        await SubmitAsync(form, ("who", "users_select", "U0DANA"));
        await LineAsync("<@U0DANA> has this now. ");
        _slack.Board[^1].Text.ShouldEndWith(" Assigned by <@U0ANA>.");
        Text(await CardAsync("🔴"), "todo").ShouldContain("*Owner:* <@U0DANA>");
    }

    [Fact]
    public async Task Not_useful_takes_one_click_closes_nothing_and_can_be_taken_back()
    {
        var alert = await TellAsync("cus_1");
        await Person("U0ANA").ClickAsync(AlertActionIds.NotUseful, alert);
        var noted = await _slack.MessageAsync(message => message.Text.StartsWith("Noted.", StringComparison.Ordinal));
        noted.Body.Text("response_type").ShouldBe("ephemeral");
        await Person("U0ANA").ClickAsync("alert.reason.known", noted.ButtonValue("alert.reason.known"));
        await _slack.WaitForAsync(_ => _slack.Messages.Count(message => message.Text.StartsWith("Noted.", StringComparison.Ordinal)) == 2);
        (await Book.QueryAsync<string>(_database.DataSource, "SELECT reason FROM alert_event WHERE kind = 45 ORDER BY event_id")).ShouldBe(["not useful", "not useful: known already"]);
        (await Book.QueryAsync<bool>(_database.DataSource, "SELECT useful FROM alert_feedback")).ShouldBe([false]);
        await Person("U0ANA").ClickAsync(AlertActionIds.UndoFeedback, noted.ButtonValue(AlertActionIds.UndoFeedback));
        await _slack.MessageAsync(message => message.Text.StartsWith("Taken back", StringComparison.Ordinal));
        (await Book.QueryAsync<bool>(_database.DataSource, "SELECT useful FROM alert_feedback")).ShouldBeEmpty();
        Card.Edits.ShouldBe(0);
    }

    [Fact]
    public async Task A_group_is_acknowledged_with_one_click()
    {
        var group = await TellAsync("cus_1", "cus_2", "cus_3", "cus_4", "cus_5");
        await Person("U0ANA").ClickAsync(AlertActionIds.AcknowledgeAll, group);
        await LineAsync("<@U0ANA> acknowledged all 5. ");
        (await Book.QueryAsync<long>(_database.DataSource, "SELECT count(*) FROM alert_state WHERE handling->>'acknowledged_by' = 'slack:U0ANA'")).ShouldBe([5L]);
        await CardAsync("⚪ Acknowledged: 5 × high churn risk");
    }

    [Fact]
    public async Task A_button_of_an_alert_that_is_over_or_was_never_there_says_so()
    {
        await Person("U0ANA").ClickAsync(AlertActionIds.Acknowledge, "al_FORGED2345");
        (await _slack.MessageAsync()).Text.ShouldBe(ActReplies.NotFound);
        (await Person("U0ANA").ClickAsync("customer.open", "")).IsSuccessStatusCode.ShouldBeTrue();
    }

    private FakeMessage Card => _slack.Board.First(message => message.ThreadTs is null);

    private SlackPerson Person(string user) => new(_bot.Http, _slack, TimeProvider.System) { User = user, Channel = Channel };

    private async Task<string> TellAsync(params string[] customers)
    {
        var key = await Book.TellAsync(_database.DataSource, TimeProvider.System, Channel, customers);
        await _slack.WaitForAsync(call => call is { Method: "chat.postMessage", Accepted: true });
        return key;
    }

    /// <summary>The card when its header begins so.</summary>
    private async Task<FakeMessage> CardAsync(string header)
    {
        await _slack.WaitForAsync(call => call is { Method: "chat.update", Accepted: true } && call.Blocks.First().Child("text").Text("text").StartsWith(header, StringComparison.Ordinal));
        return Card;
    }

    private async Task<string> LineAsync(string part) =>
        (await _slack.WaitForAsync(call => call is { Method: "chat.postMessage", Accepted: true } && call.Body.Text("thread_ts") == Card.Ts && call.Text.Contains(part, StringComparison.Ordinal))).Text;

    private async Task<JsonElement> FormAsync(string action, string alert)
    {
        await Person("U0ANA").ClickAsync(action, alert);
        return (await _slack.WaitForAsync(call => call is { Method: "views.open", Accepted: true })).Body.GetProperty("view");
    }

    private async Task<JsonElement> ErrorsAsync(JsonElement form, params (string Block, string Type, string Value)[] values)
    {
        using var reply = JsonDocument.Parse(await SubmitAsync(form, values));
        reply.RootElement.Text("response_action").ShouldBe("errors");
        return reply.RootElement.GetProperty("errors").Clone();
    }

    private int _views;

    /// <summary>What Slack is answered: nothing closes the form.</summary>
    private async Task<string> SubmitAsync(JsonElement form, params (string Block, string Type, string Value)[] values)
    {
        using var reply = await Person("U0ANA").SubmitAsync(form, $"V{_views++}", values);
        reply.IsSuccessStatusCode.ShouldBeTrue();
        return await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static string Text(FakeMessage card, string block) => card.Blocks.First(one => one.Text("block_id").StartsWith(block, StringComparison.Ordinal)).Child("text").Text("text");
}
