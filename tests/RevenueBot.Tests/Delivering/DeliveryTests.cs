using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Chat;
using RevenueBot.Slack;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Slack.Alerts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Delivering;

/// <summary>From the outbox to what people see in Slack, through everything that Slack can do wrong: there once, or a failure that is reported.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private const string Post = "chat.postMessage";
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);
    private Outbox _outbox = null!;
    private Dispatcher _dispatcher = null!;

    private FakeSlack Slack => _outbox.Slack;

    public async ValueTask InitializeAsync()
    {
        _outbox = await Outbox.OpenAsync();
        _dispatcher = _outbox.Dispatcher();
    }

    public async ValueTask DisposeAsync()
    {
        Slack.Problems.ShouldBeEmpty();
        await _outbox.DisposeAsync();
    }

    [Fact]
    public async Task A_card_is_posted_once_edited_in_place_and_told_in_its_thread()
    {
        await _outbox.PutAsync("al_1", Cards.Firing);
        await _outbox.PutAsync("al_1", "acknowledged this.");
        await RunAsync(_minute);
        await _outbox.PutAsync("al_1", Cards.Acknowledged);
        await RunAsync(_minute);
        Slack.Board.Count.ShouldBe(2);
        var (card, line) = (Slack.Board[0], Slack.Board[1]);
        (card.DeliveryId, card.Edits, card.Blocks.First().Child("text").Text("text")).ShouldBe(("al_1.v1", 1, "⚪ Acknowledged: Brightwater Clinics, high churn risk"));
        (line.ThreadTs, line.Text).ShouldBe((card.Ts, "acknowledged this."));
        Slack.Uploads.Count.ShouldBe(1); // the edit shows the same picture
        card.Blocks.Single(block => block.Text("block_id") == "finding.v2").Child("accessory").Text("type").ShouldBe("image");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_post_whose_answer_was_lost_is_looked_for_before_it_is_posted_again(bool arrived)
    {
        Slack.Fail(Post, arrived ? new Fault.DropAfterEffect() : new Fault.Status(503));
        await _outbox.PutAsync("al_1", Cards.Firing);
        await RunAsync(2 * _minute);
        Slack.Board.Select(message => message.DeliveryId).ShouldBe(["al_1.v1"]);
        (Slack.Calls.Count(call => call.Method == Post), Slack.Calls.Count(call => call.Method == "conversations.history")).ShouldBe((arrived ? 1 : 2, 1));
        await _outbox.PutAsync("al_1", Cards.Resolved);
        await RunAsync(_minute);
        Slack.Board.Single().Edits.ShouldBe(1); // found, it can be edited
    }

    [Fact]
    public async Task A_line_whose_answer_was_lost_is_looked_for_in_its_thread()
    {
        await _outbox.PutAsync("al_1", Cards.Firing);
        await RunAsync(_minute);
        Slack.Fail(Post, new Fault.DropAfterEffect());
        await _outbox.PutAsync("al_1", "Watching.");
        await RunAsync(2 * _minute);
        (Slack.Board.Count, Slack.Calls.Count(call => call.Method == "conversations.replies")).ShouldBe((2, 1));
    }

    [Theory]
    [InlineData(true, 2, (short)OutboxState.Sent)]
    [InlineData(false, 1, (short)OutboxState.Dead)]
    public async Task Where_nobody_can_look_it_is_posted_again_as_a_repeat_or_left_to_a_person(bool repeats, int posts, short state)
    {
        Slack.Scopes = FakeSlack.AllScopes.Replace(",channels:history", "", StringComparison.Ordinal);
        Slack.Fail(Post, new Fault.DropAfterEffect());
        await _outbox.PutAsync("al_1", Cards.Firing, repeats: repeats);
        await RunAsync(2 * _minute);
        Slack.Board.Count.ShouldBe(posts);
        (await _outbox.RowsAsync()).Single().State.ShouldBe(state);
        Slack.Board[^1].Text.EndsWith("may be here twice.", StringComparison.Ordinal).ShouldBe(repeats);
    }

    [Fact]
    public async Task Slacks_request_for_patience_is_honoured_and_nothing_is_lost()
    {
        Slack.Fail(Post, new Fault.RateLimited(30), new Fault.RateLimited(null));
        var began = _outbox.Clock.Now;
        await _outbox.PutAsync("al_1", Cards.Firing);
        await RunAsync(TimeSpan.FromSeconds(28));
        Slack.Board.ShouldBeEmpty();
        Slack.Calls.Count(call => call.Method == Post).ShouldBe(1);
        await RunAsync(2 * _minute);
        Slack.Board.Count.ShouldBe(1);
        (_outbox.Clock.Now - began).ShouldBeGreaterThan(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("channel_not_found", "Check the channel's id; in a private channel, invite the app first (/invite).")]
    [InlineData("is_archived", "Choose another channel, or ask an administrator of the workspace to let the app post there.")]
    [InlineData("not_in_channel", "Invite the app to the channel (/invite).")]
    [InlineData("invalid_auth", "Install the app in the workspace again and set the new Slack:BotToken.")]
    public async Task What_Slack_refuses_for_good_is_given_up_with_what_to_do_and_can_be_replayed(string error, string advice)
    {
        Slack.Fail(Post, new Fault.Error(error));
        await _outbox.PutAsync("al_1", Cards.Firing);
        await _outbox.PutAsync("al_1", "Watching.");
        await _outbox.PutAsync("al_2", Cards.Firing, "C0OTHERS");
        await RunAsync(_minute);
        Slack.Board.Select(message => message.Channel).ShouldBe(["C0OTHERS"]); // the other channel goes on
        var dead = await _outbox.DeadAsync();
        dead.Select(letter => letter.Error).ShouldBe(["card_not_posted", error]);
        dead[1].Advice.ShouldBe(advice);

        (await _outbox.ReplayAsync(dead[0].Id)).ShouldBeFalse(); // the line follows its card
        (await _outbox.ReplayAsync(dead[1].Id)).ShouldBeTrue();
        await RunAsync(_minute);
        Slack.Board.Select(message => message.Channel).ShouldBe(["C0OTHERS", "C0ALERTS", "C0ALERTS"]);
        (await _outbox.DeadAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_newer_state_takes_the_place_of_a_card_that_was_given_up()
    {
        Slack.Fail(Post, new Fault.Error("not_in_channel"));
        await _outbox.PutAsync("al_1", Cards.Firing);
        await _outbox.PutAsync("al_1", "Watching.");
        await RunAsync(_minute);
        var dead = (await _outbox.DeadAsync())[^1];
        await _outbox.PutAsync("al_1", Cards.Acknowledged);
        await RunAsync(_minute);
        (Slack.Board.Count, Slack.Board[0].DeliveryId, Slack.Board[1].Text).ShouldBe((2, "al_1.v2", "Watching."));
        (await _outbox.ReplayAsync(dead.Id)).ShouldBeFalse();
        (await _outbox.DeadAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_card_that_somebody_deleted_is_posted_anew_while_it_has_something_to_say()
    {
        await _outbox.PutAsync("al_1", Cards.Firing);
        await RunAsync(_minute);
        Slack.Delete(Slack.Board[0].Ts);
        await _outbox.PutAsync("al_1", Cards.Acknowledged);
        await RunAsync(_minute);
        Slack.Board.Single().DeliveryId.ShouldBe("al_1.v2");
        Slack.Delete(Slack.Board[0].Ts);
        await _outbox.PutAsync("al_1", Cards.Resolved);
        await RunAsync(_minute);
        Slack.Board.ShouldBeEmpty();
        (await _outbox.DeadAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_channel_that_outsiders_can_read_or_nobody_allowed_gets_nothing()
    {
        await _outbox.PutAsync("al_1", Cards.Firing, "C0PARTNER");
        Slack.Channels["C0ELSE"] = new FakeChannel();
        await _outbox.PutAsync("al_2", Cards.Firing, "C0ELSE");
        await _outbox.PutAsync("al_3", Cards.Firing, "U0EVA"); // may see totals only
        await _outbox.PutAsync("al_4", Cards.Firing, "U0ANA");
        await RunAsync(_minute);
        Slack.Board.Select(message => message.Channel).ShouldBe(["D0ANA"]);
        var dead = await _outbox.DeadAsync();
        dead.Select(letter => letter.Error).ShouldBe(["audience", "audience", "audience"]);
        dead[^1].Advice.ShouldStartWith("People from outside the company can read the channel");
    }

    [Fact]
    public async Task A_channel_that_became_shared_gets_no_edit()
    {
        await _outbox.PutAsync("al_1", Cards.Firing);
        await RunAsync(_minute);
        Slack.Channels["C0ALERTS"] = new FakeChannel(IsExtShared: true);
        await _outbox.PutAsync("al_1", Cards.Acknowledged);
        await RunAsync(_minute);
        Slack.Board.Single().Edits.ShouldBe(0);
        (await _outbox.DeadAsync()).Single().Error.ShouldBe("audience");
    }

    [Fact]
    public async Task Two_dispatchers_and_a_Slack_that_fails_at_random_leave_each_message_there_once()
    {
        var random = new Random(4711);
        for (var i = 0; i < 12; i++)
        {
            Slack.Fail(Post, random.Next(5) switch { 0 => new Fault.DropAfterEffect(), 1 => new Fault.RateLimited(random.Next(1, 9)), 2 => new Fault.Status(502), 3 => new Fault.Error("internal_error"), _ => new Fault.Error("ratelimited") });
            Slack.Fail("conversations.history", random.Next(2) == 0 ? new Fault.Status(500) : new Fault.DropAfterEffect());
        }

        for (var i = 0; i < 10; i++)
        {
            await _outbox.PutAsync($"al_{i}", Cards.Stale, i % 2 == 0 ? "C0ALERTS" : "C0OTHERS");
            await _outbox.PutAsync($"al_{i}", "Watching.", i % 2 == 0 ? "C0ALERTS" : "C0OTHERS");
        }

        await _outbox.RunAsync(TimeSpan.FromMinutes(25), _dispatcher, _outbox.Dispatcher());
        var cards = Slack.Board.Where(message => message.ThreadTs is null).ToList();
        cards.Select(message => message.DeliveryId).Order().ShouldBe(Enumerable.Range(0, 10).Select(i => $"al_{i}.v1"));
        Slack.Board.Count(message => message.ThreadTs is not null).ShouldBe(10);
        (await _outbox.RowsAsync()).ShouldAllBe(row => row.State == (short)OutboxState.Sent);
    }

    private Task RunAsync(TimeSpan time) => _outbox.RunAsync(time, _dispatcher);
}
