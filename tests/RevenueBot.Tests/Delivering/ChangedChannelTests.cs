using RevenueBot.Alerts.Dispatch;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Slack.Alerts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Delivering;

/// <summary>A channel that is not what it was when the alert was decided: nobody else reads it, and the owner is told what to do.</summary>
public sealed class ChangedChannelTests : IAsyncLifetime
{
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

    [Theory]
    [InlineData(false, "not_in_channel", "Invite the app to the channel (/invite).")]
    [InlineData(true, "channel_not_found", "Check the channel's id; in a private channel, invite the app first (/invite).")]
    public async Task Where_the_bot_was_removed_nothing_is_lost_and_an_invitation_brings_it(bool isPrivate, string error, string advice)
    {
        Slack.Channels["C0ALERTS"] = new FakeChannel(IsMember: false, IsPrivate: isPrivate);
        await _outbox.PutAsync("al_1", Cards.Firing);
        await RunAsync();
        var dead = (await _outbox.DeadAsync()).Single();
        (dead.Error, dead.Advice).ShouldBe((error, advice));
        Slack.Channels["C0ALERTS"] = new FakeChannel(IsPrivate: isPrivate);
        (await _outbox.ReplayAsync(dead.Id)).ShouldBeTrue();
        await RunAsync();
        Slack.Board.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_channel_that_is_shared_while_the_picture_is_uploaded_gets_nothing()
    {
        Slack.Watcher = call =>
        {
            if (call.Method == "files.completeUploadExternal") Slack.Channels["C0ALERTS"] = new FakeChannel(IsExtShared: true);
        };
        await _outbox.PutAsync("al_1", Cards.Firing);
        await RunAsync();
        Slack.Board.ShouldBeEmpty();
        var dead = (await _outbox.DeadAsync()).Single();
        (dead.Error, dead.Advice!.StartsWith("People from outside the company can read the channel", StringComparison.Ordinal)).ShouldBe(("audience", true));
    }

    [Fact]
    public async Task A_new_name_and_fewer_readers_change_nothing()
    {
        await _outbox.PutAsync("al_1", Cards.Firing);
        await RunAsync();
        Slack.Channels["C0ALERTS"] = new FakeChannel(IsPrivate: true, Name: "revenue-alerts");
        await _outbox.PutAsync("al_1", Cards.Acknowledged);
        await _outbox.PutAsync("al_1", "acknowledged this.");
        await RunAsync();
        (Slack.Board.Count, Slack.Board[0].Edits).ShouldBe((2, 1));
        (await _outbox.DeadAsync()).ShouldBeEmpty();
    }

    private Task RunAsync() => _outbox.RunAsync(_minute, _dispatcher);
}
