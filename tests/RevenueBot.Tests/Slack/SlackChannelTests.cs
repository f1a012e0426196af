using RevenueBot.Chat;
using RevenueBot.Questions;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

/// <summary>A channel that changes between the question and the answer.</summary>
public sealed class SlackChannelTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;
    private SlackBot _bot = null!;
    private Action _meanwhile = () => { };

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SlackBot.SlackAsync();
        _bot = await SlackBot.StartAsync(_database.DataSource, _slack, (_, _) =>
        {
            _meanwhile();
            return Task.FromResult<Answer>(Answers.Mrr with { Chart = null });
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
    [InlineData(false, "(not_in_channel). Nothing was posted. Invite the app to the channel (/invite).")]
    [InlineData(true, "(channel_not_found). Nothing was posted. Check the channel's id; in a private channel, invite the app first (/invite).")]
    public async Task Where_the_bot_was_removed_the_asker_alone_is_told_and_no_figure(bool isPrivate, string words)
    {
        _meanwhile = () => _slack.Channels["C0REVENUE"] = new FakeChannel(IsMember: false, IsPrivate: isPrivate);
        await MentionAsync();
        var told = await _slack.MessageAsync();
        (told.Method, told.Body.Text("channel")).ShouldBe(("chat.postMessage", "U0ANA"));
        told.Text.ShouldBe("The answer did not arrive: Slack does not let me write in the channel " + words);
    }

    [Fact]
    public async Task Where_outsiders_came_to_read_it_nobody_but_the_asker_gets_the_answer()
    {
        _meanwhile = () => _slack.Channels["C0REVENUE"] = new FakeChannel(IsExtShared: true);
        await MentionAsync();
        var told = await _slack.MessageAsync();
        (told.Method, told.Body.Text("user")).ShouldBe(("chat.postEphemeral", "U0ANA"));
        _slack.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Where_outsiders_come_while_slack_asks_for_patience_it_is_judged_anew()
    {
        _slack.Fail("chat.postMessage", new Fault.RateLimited(6));
        await MentionAsync();
        await _slack.WaitForAsync(call => call is { Method: "chat.postMessage", Accepted: false });
        _slack.Channels["C0REVENUE"] = new FakeChannel(IsExtShared: true);
        var told = await _slack.MessageAsync();
        (told.Method, told.Body.Text("user")).ShouldBe(("chat.postEphemeral", "U0ANA"));
        _slack.Board.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_name_and_fewer_readers_change_nothing()
    {
        _meanwhile = () => _slack.Channels["C0REVENUE"] = new FakeChannel(IsPrivate: true, Name: "money");
        await MentionAsync();
        (await _slack.MessageAsync()).Method.ShouldBe("chat.postMessage");
    }

    private async Task MentionAsync() => (await _bot.Ana.SendEventAsync(_bot.Ana.EventBody("app_mention", "<@U0BOT> mrr", "Ev1"))).IsSuccessStatusCode.ShouldBeTrue();
}
