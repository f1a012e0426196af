using RevenueBot.Chat;
using RevenueBot.Slack;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

/// <summary>Who gets figures, where, by command and by click; and that nobody else gets one.</summary>
public sealed class SlackAccessTests : IAsyncLifetime
{
    private const string Figure = "58,430";
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;
    private SlackBot _bot = null!;
    private int _asked;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SlackBot.SlackAsync();
        _bot = await SlackBot.StartAsync(_database.DataSource, _slack, (_, _) =>
        {
            Interlocked.Increment(ref _asked);
            return Task.FromResult(Answers.Mrr with { Chart = null });
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        _slack.Problems.ShouldBeEmpty();
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("U0EVA", "C0REVENUE", "You do not have access to revenue figures. Ask an administrator to set Access:Slack:People:U0EVA to \"totals\".")]
    [InlineData("U0GUEST", "C0REVENUE", "Revenue figures are not shown to guests.")]
    [InlineData("U0PARTNER", "C0REVENUE", "Revenue figures are shown to people of this company only.")]
    [InlineData("U0NOBODY", "C0REVENUE", "I could not check who you are.")]
    [InlineData("U0ANA", "C0PARTNER", "Not in this channel: people from outside your company can read it. I can send the answer to you alone.")]
    [InlineData("U0ANA", "C0SECRET", "I could not check who reads this channel.")]
    public async Task OthersAreRefusedBeforeAnythingIsRead(string user, string channel, string words)
    {
        await Person(user, channel).CommandAsync("");
        var refusal = await _slack.MessageAsync();
        refusal.Text.ShouldStartWith(words);
        refusal.Body.Text("response_type").ShouldBe("ephemeral");
        _asked.ShouldBe(0);
        NobodySawAFigure();
    }

    [Fact]
    public async Task AMentionFromAnotherCompanyIsRefusedWhicheverTeamTheEnvelopeNames()
    {
        var partner = Person("U0PARTNER");
        var body = partner.EventBody("app_mention", "mrr", "Ev1").Replace($"\"team_id\":\"{FakeSlack.Team}\",\"event_id\"", "\"team_id\":\"T0PARTNER\",\"event_id\"");
        body.ShouldContain("T0PARTNER");
        await partner.SendEventAsync(body);
        (await _slack.MessageAsync()).Text.ShouldStartWith("Revenue figures are shown to people of this company only.");
        _asked.ShouldBe(0);
        NobodySawAFigure();
    }

    [Fact]
    public async Task ADirectMessageIsAnsweredThere()
    {
        var ana = Person("U0ANA", "D0ANA");
        await ana.SendEventAsync(ana.EventBody("message", "mrr", "Ev1"));
        var answer = await _slack.MessageAsync();
        answer.Body.Text("channel").ShouldBe("D0ANA");
        answer.Buttons.ShouldAllBe(b => b.Text("action_id") != SlackActions.Share);
    }

    [Fact]
    public async Task AnAnswerIsPostedToTheChannelOnceByTwoClicks()
    {
        var answer = await AnswerAsync();
        var ana = Person("U0ANA");
        await ana.ClickAsync(SlackActions.Share, answer.ButtonValue(SlackActions.Share));
        await ana.ClickAsync(SlackActions.Share, answer.ButtonValue(SlackActions.Share));
        var post = await _slack.MessageAsync(m => m.Body.Text("response_type") == "in_channel");
        post.Text.ShouldContain(Figure);
        post.Buttons.ShouldAllBe(b => b.Text("action_id") != SlackActions.Share);
        await Person("U0ANA").CommandAsync("");
        await _slack.MessageAsync(m => m != answer && m != post);
        _slack.Messages.Count(m => m.Body.Text("response_type") == "in_channel").ShouldBe(1);
    }

    [Fact]
    public async Task APostThatAKilledProcessMayHaveMadeIsNotRepeatedAndTheAskerIsToldToLook()
    {
        var answer = await AnswerAsync();
        TaskCompletionSource never = new();
        Fault.HeldAfterEffect killed = new(never.Task);
        _slack.Fail("response_url", killed);
        await Person("U0ANA").ClickAsync(SlackActions.Share, answer.ButtonValue(SlackActions.Share));
        await killed.Reached;
        await using var command = _database.DataSource.CreateCommand("UPDATE inbox SET due_at = received_at WHERE status = 0"); // its lease has run out
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var told = await _slack.MessageAsync(m => m.Text.StartsWith("Slack did not confirm the post. It may be there: look", StringComparison.Ordinal));
        told.Body.Text("response_type").ShouldBe("ephemeral");
        _slack.Messages.Count(m => m.Body.Text("response_type") == "in_channel").ShouldBe(1);
        never.SetResult();
    }

    [Fact]
    public async Task APostThatSlackRefusedMayBeTriedAgain()
    {
        var answer = await AnswerAsync();
        _slack.Fail("response_url", new Fault.RateLimited(60));
        await Person("U0ANA").ClickAsync(SlackActions.Share, answer.ButtonValue(SlackActions.Share));
        await Patience.UntilAsync(async () => (await Alerts.Book.QueryAsync<string>(_database.DataSource, "SELECT convert_from(body, 'UTF8') FROM inbox WHERE status = 0 AND error = 'ratelimited'")).SingleOrDefault()?.Contains("\"may_be_posted\":false") == true);
    }

    [Fact]
    public async Task AChannelThatBecameSharedGetsNothing()
    {
        var answer = await AnswerAsync();
        _slack.Channels["C0REVENUE"] = new FakeChannel(IsExtShared: true);
        await Person("U0ANA").ClickAsync(SlackActions.Share, answer.ButtonValue(SlackActions.Share));
        (await _slack.MessageAsync(m => m != answer)).Text.ShouldStartWith("Not in this channel");
        _slack.Messages.ShouldAllBe(m => m.Body.Text("response_type") == "ephemeral");
    }

    [Fact]
    public async Task APersonWhoWasDeactivatedPostsNothing()
    {
        var answer = await AnswerAsync();
        _slack.Users["U0ANA"] = new FakeUser(Deleted: true);
        await Person("U0ANA").ClickAsync(SlackActions.Share, answer.ButtonValue(SlackActions.Share));
        (await _slack.MessageAsync(m => m != answer)).Text.ShouldStartWith("Your account is deactivated.");
    }

    [Theory]
    [InlineData("U0EVA", SlackActions.Receipt)]
    [InlineData("U0EVA", SlackActions.Direct)]
    [InlineData("U0EVA", "answer.ask.1")]
    [InlineData("U0GUEST", SlackActions.Share)]
    public async Task SomebodyElsesClickIsJudgedByWhoClicks(string user, string action)
    {
        var answer = await AnswerAsync();
        await Person(user).ClickAsync(action, answer.ButtonValue(SlackActions.Receipt));
        var refusal = await _slack.MessageAsync(m => m != answer);
        refusal.Text.ShouldNotContain(Figure);
        _slack.Calls.ShouldAllBe(c => c.Method != "views.open");
    }

    [Fact]
    public async Task AnAnswerRefusedInAChannelIsSentAloneOnDemand()
    {
        var ana = Person("U0ANA", "C0PARTNER");
        await ana.CommandAsync("");
        var refusal = await _slack.MessageAsync();
        await ana.ClickAsync(SlackActions.Direct, refusal.ButtonValue(SlackActions.Direct));
        var direct = await _slack.MessageAsync(m => m.Method == "chat.postMessage");
        direct.Body.Text("channel").ShouldBe("U0ANA");
        direct.Text.ShouldContain(Figure);
        (await _slack.MessageAsync(m => m.Text.StartsWith("Sent to you", StringComparison.Ordinal))).Method.ShouldBe("response_url");
    }

    [Theory]
    [InlineData("/mrr")]
    [InlineData("ans_")]
    [InlineData("ans_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("")]
    public async Task AValueThatTheBotDidNotMakeAsksNothing(string value)
    {
        await Person("U0ANA").ClickAsync(SlackActions.Receipt, value);
        (await _slack.MessageAsync()).Text.ShouldStartWith("This button is too old");
        _asked.ShouldBe(0);
    }

    [Fact]
    public async Task TheReceiptAddsUpAndOpensBeforeTheLedgerIsRead()
    {
        var answer = await AnswerAsync();
        await Person("U0ANA").ClickAsync(SlackActions.Receipt, answer.ButtonValue(SlackActions.Receipt));
        var update = await _slack.WaitForAsync(c => c.Method == "views.update" && c.Accepted);
        var text = update.Body.GetProperty("view").GetRawText();
        text.ShouldContain("How MRR of $58,430 on 10 Nov adds up");
        text.ShouldContain("Contraction");
        _slack.Calls.Select(c => c.Method).Where(m => m.StartsWith("views", StringComparison.Ordinal)).ShouldBe(["views.open", "views.update"]);
    }

    [Fact]
    public async Task AReceiptThatOpensTooLateSaysSo()
    {
        _slack.Fail("views.open", new Fault.Error("expired_trigger_id"));
        var answer = await AnswerAsync();
        await Person("U0ANA").ClickAsync(SlackActions.Receipt, answer.ButtonValue(SlackActions.Receipt));
        (await _slack.MessageAsync(m => m != answer)).Text.ShouldBe("The form did not open in time. Click the button again.");
    }

    private async Task<SlackCall> AnswerAsync()
    {
        await Person("U0ANA").CommandAsync("");
        return await _slack.MessageAsync();
    }

    private SlackPerson Person(string user, string channel = "C0REVENUE") => new(_bot.Http, _slack, TimeProvider.System) { User = user, Channel = channel };

    private void NobodySawAFigure() => _slack.Calls.ShouldAllBe(c => c.Body.ValueKind == System.Text.Json.JsonValueKind.Undefined || !c.Body.GetRawText().Contains(Figure));
}
