using RevenueBot.Access;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports.Sending;

/// <summary>From a schedule to what people see: each destination has each report once, whatever happens on the way.</summary>
public sealed class DigestSendingTests : IAsyncLifetime
{
    private const string Post = "chat.postMessage";
    private static readonly (string, string)[] _daily = [("Daily:Channels:0", "slack:C0EXEC0"), ("Daily:Channels:1", "slack:C0EXEC1")];
    private SendingHouse _house = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FakeSlack Slack => _house.Slack;

    public async ValueTask InitializeAsync() => _house = await SendingHouse.OpenAsync();

    public async ValueTask DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Each_morning_each_channel_has_the_report_once_with_its_details_in_the_thread_and_the_same_figures()
    {
        var replica = _house.Start(_daily);
        await replica.RunAsync(TimeSpan.FromMinutes(1)); // first seen Tue 12:00: nothing of this morning
        await AtAsync(replica, "2026-11-11T12:25:00Z", 10);
        await AtAsync(replica, "2026-11-12T12:25:00Z", 10);
        foreach (var channel in SendingHouse.Names(2))
        {
            var parents = Parents(channel);
            parents.Count.ShouldBe(2);
            parents[0].Text.ShouldContain("build 1.");
            parents[1].Text.ShouldContain("build 2.");
            foreach (var parent in parents) Slack.Board.Count(message => message.ThreadTs == parent.Ts).ShouldBe(2);
        }

        (_house.Built, Slack.Uploads.Count, Slack.Calls.Count(call => call.Method == "conversations.info")).ShouldBe((2, 2, 4)); // one picture for both channels, each asked once for its readers
        Slack.Board.ShouldAllBe(message => !message.Text.Contains("Late", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Three_days_of_downtime_are_made_up_for_by_one_late_report()
    {
        var replica = _house.Start(_daily);
        await replica.RunAsync(TimeSpan.FromMinutes(1));
        _house.Clock.Now = DateTimeOffset.Parse("2026-11-13T20:00:00Z"); // Fri 15:00
        var restarted = _house.Start(_daily);
        await restarted.RunAsync(TimeSpan.FromMinutes(20));
        var parent = Parents("C0EXEC0").ShouldHaveSingleItem();
        parent.Text.ShouldContain("Late: this report was due Fri 13 Nov 2026, 07:30 New York.");
        parent.DeliveryId.ShouldContain("daily.2026-11-12");
        await AtAsync(restarted, "2026-11-14T12:29:00Z", 5);
        Parents("C0EXEC0").Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_replicas_send_one()
    {
        Replica one = _house.Start(_daily), two = _house.Start(_daily);
        await Replica.RunAsync(TimeSpan.FromMinutes(1), one, two);
        _house.Clock.Now = DateTimeOffset.Parse("2026-11-11T12:29:00Z");
        await Replica.RunAsync(TimeSpan.FromMinutes(4), one, two);
        Parents("C0EXEC0").Count.ShouldBe(1);
        Parents("C0EXEC1").Count.ShouldBe(1);
        Slack.Board.Count.ShouldBe(6);
    }

    [Fact]
    public async Task What_was_posted_before_the_program_died_is_found_and_not_posted_again()
    {
        var replica = await ReadyAsync();
        Slack.Fail(Post, new Fault.DropAfterEffect(), new Fault.DropAfterEffect());
        await AtAsync(replica, "2026-11-11T12:29:00Z", 10);
        Parents("C0EXEC0").Count.ShouldBe(1);
        Parents("C0EXEC1").Count.ShouldBe(1);
        Slack.Board.Count.ShouldBe(6);
        (await _house.RowsAsync()).ShouldAllBe(row => row.State == (short)OutboxState.Sent);
    }

    [Fact]
    public async Task Figures_are_not_posted_twice_where_nobody_can_look()
    {
        var replica = await ReadyAsync();
        Slack.Scopes = FakeSlack.AllScopes.Replace(",channels:history", "", StringComparison.Ordinal);
        Slack.Fail(Post, new Fault.DropAfterEffect());
        await AtAsync(replica, "2026-11-11T12:29:00Z", 10);
        Slack.Board.Count(message => message.ThreadTs is null or "").ShouldBe(2); // one in each channel
        (await _house.RowsAsync()).ShouldContain(row => row.State == (short)OutboxState.Dead && row.Error == "unknown_outcome");
    }

    [Theory]
    [InlineData("customers", true, false)]
    [InlineData("unnamed", false, true)]
    [InlineData("totals", false, false)]
    public async Task A_channel_is_shown_what_all_who_read_it_may_see(string role, bool named, bool unnamed)
    {
        _house.Rules = _house.Rules with { ChannelRoles = new Dictionary<string, Role> { ["C0EXEC0"] = Roles.BuiltIn.Find(role)! } };
        var replica = await ReadyAsync();
        await AtAsync(replica, "2026-11-11T12:29:00Z", 5);
        var text = string.Join('\n', Slack.Board.Where(message => message.Channel == "C0EXEC0").Select(message => message.Body.GetRawText()));
        (text.Contains(FixedDigest.Customer), text.Contains("One customer at high risk")).ShouldBe((named, unnamed));
    }

    [Theory]
    [InlineData("shared", "audience")]
    [InlineData("archived", "is_archived")]
    public async Task Who_reads_is_asked_when_it_is_sent_and_nothing_goes_to_the_wrong_audience(string change, string error)
    {
        var replica = await ReadyAsync();
        Slack.Channels["C0EXEC0"] = change == "shared" ? new FakeChannel(IsExtShared: true) : new FakeChannel(IsArchived: true);
        await AtAsync(replica, "2026-11-11T12:29:00Z", 5);
        Parents("C0EXEC0").ShouldBeEmpty();
        Parents("C0EXEC1").Count.ShouldBe(1);
        (await _house.RowsAsync()).Where(row => row.Destination == "slack:C0EXEC0").ShouldAllBe(row => row.State == (short)OutboxState.Dead);
        (await _house.RowsAsync()).ShouldContain(row => row.Error == error);
    }

    [Fact]
    public async Task A_paused_schedule_sends_nothing_and_what_was_due_meanwhile_is_not_made_up_for()
    {
        var replica = await ReadyAsync();
        await replica.Schedules.PauseAsync("daily/slack:C0EXEC0", _house.Clock.Now, Cancel);
        await AtAsync(replica, "2026-11-11T12:29:00Z", 5);
        (Parents("C0EXEC0").Count, Parents("C0EXEC1").Count).ShouldBe((0, 1));
        await replica.Schedules.ResumeAsync("daily/slack:C0EXEC0", _house.Clock.Now, Cancel);
        await replica.RunAsync(TimeSpan.FromMinutes(3));
        Parents("C0EXEC0").ShouldBeEmpty();
        await AtAsync(replica, "2026-11-12T12:29:00Z", 5);
        Parents("C0EXEC0").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_subscription_beside_the_configuration_brings_no_second_report()
    {
        var replica = await ReadyAsync();
        var schedule = (await replica.Schedules.ReadAsync(Cancel))[0];
        await replica.Schedules.SubscribeAsync(schedule with { Id = "sub_1", IsConfigured = false, By = "slack:U0ANA" }, _house.Clock.Now, Cancel);
        await AtAsync(replica, "2026-11-11T12:29:00Z", 5);
        Parents("C0EXEC0").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Through_gap_and_overlap_of_the_clocks_each_local_day_has_one()
    {
        _house.Clock.Now = DateTimeOffset.Parse("2026-10-31T12:00:00Z");
        var replica = _house.Start([("Daily:Cron", "30 1 * * *"), ("Daily:Channels:0", "slack:C0EXEC0")]);
        await replica.Clockwork.RunAsync(_house.Clock.Now, Cancel);
        for (_house.Clock.Now = DateTimeOffset.Parse("2026-11-01T04:00:00Z"); _house.Clock.Now < DateTimeOffset.Parse("2026-11-02T12:00:00Z"); _house.Clock.Now += TimeSpan.FromMinutes(30)) await TickAsync(replica);
        _house.Clock.Now = DateTimeOffset.Parse("2027-03-13T12:00:00Z");
        await TickAsync(replica);
        for (_house.Clock.Now = DateTimeOffset.Parse("2027-03-14T05:00:00Z"); _house.Clock.Now < DateTimeOffset.Parse("2027-03-15T12:00:00Z"); _house.Clock.Now += TimeSpan.FromMinutes(30)) await TickAsync(replica);
        Parents("C0EXEC0").Select(parent => parent.DeliveryId![9..19]).ShouldBe(["2026-10-31", "2026-11-01", "2027-03-12", "2027-03-13", "2027-03-14"]);
    }

    private static async Task TickAsync(Replica replica)
    {
        await replica.Clockwork.RunAsync(replica.Now, Cancel);
        await Replica.SendAsync(replica);
    }

    private async Task<Replica> ReadyAsync()
    {
        var replica = _house.Start(_daily);
        await replica.RunAsync(TimeSpan.FromMinutes(1));
        return replica;
    }

    private async Task AtAsync(Replica replica, string moment, int minutes)
    {
        _house.Clock.Now = DateTimeOffset.Parse(moment);
        await replica.RunAsync(TimeSpan.FromMinutes(minutes));
    }

    private IReadOnlyList<FakeMessage> Parents(string channel) => [.. Slack.Board.Where(message => message.Channel == channel && string.IsNullOrEmpty(message.ThreadTs))];
}
