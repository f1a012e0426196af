using System.Text.Json;
using System.Text.Json.Nodes;
using RevenueBot.Access;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Pictures;
using RevenueBot.Questions;
using RevenueBot.Reports;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;
using RevenueBot.Tests.Slack;
using RevenueBot.Tests.Teams;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports.Sending;

/// <summary>A weekly report from its schedule to a Teams channel, by the dispatcher of the host.</summary>
public sealed class TeamsSendingTests : IAsyncLifetime
{
    private const string Channel = "19:revenue@thread.tacv2", Destination = $"teams:{Channel}", Due = "2026-11-16T13:00:30Z"; // Monday 08:00 New York
    private readonly List<string> _asked = [];
    private SendingHouse _house = null!;
    private FakeTeams _teams = null!;
    private TeamsBot _bot = null!;
    private Replica _replica = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _house = await SendingHouse.OpenAsync();
        _teams = await TeamsBot.TeamsAsync(_house.Clock);
        _bot = await TeamsBot.StartAsync(_house.Source, _teams, AskAsync, _house.Clock, ("Dashboard:PublicUrl", "https://revenue.larkspur.example/"), ("Access:Teams:ChannelRoles:0:Channel", Channel), ("Access:Teams:ChannelRoles:0:Role", "customers"));
        await _bot.In("revenue").SayAsync("help"); // the bot is there
        await Patience.UntilAsync(() => Task.FromResult(_teams.Messages.Count > 0));
        _replica = _house.Start(("Weekly:Channels:0", Destination));
        await _replica.Clockwork.RunAsync(_house.Clock.Now, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _teams.DisposeAsync();
        await _house.DisposeAsync();
    }

    [Fact]
    public async Task It_arrives_as_one_card_with_pictures_by_signed_address_and_is_managed_in_private()
    {
        await AtAsync(Due);
        await StateAsync(OutboxState.Sent);
        _house.Clock.Now = _house.Clock.Now.AddMinutes(10);
        await _replica.Clockwork.RunAsync(_house.Clock.Now, Cancel);
        (await _house.RowsAsync()).Count.ShouldBe(1);
        var card = Posts().ShouldHaveSingleItem();
        _teams.Count("reply").ShouldBe(0);
        (card.Raw.Contains("MRR is $58,430, build 1.", StringComparison.Ordinal), card.Raw.Contains(FixedDigest.Customer, StringComparison.Ordinal), card.Raw.Contains("Late:", StringComparison.Ordinal)).ShouldBe((true, true, false));
        const string charts = "https://revenue.larkspur.example/charts/";
        var address = card.Raw[(card.Raw.IndexOf(charts, StringComparison.Ordinal) + charts.Length)..].Split(".png")[0];
        _bot.Get<ChartAddresses>().Open(address).ShouldBe(new ShownChart("ans_chart", Channel, HasNames: false));

        _asked.Clear();
        card.ButtonValue(DigestWords.ManageAction).ShouldBe("weekly");
        var before = _teams.Messages.Count;
        using var reply = await _bot.In("revenue").SendAsync(_bot.In("revenue").Click(DigestWords.ManageAction, new JsonObject { ["value"] = "weekly" }));
        await Patience.UntilAsync(() => Task.FromResult(_teams.Messages.Count > before));
        _asked.ShouldBe(["/digest"]);
        _teams.Messages.Skip(before).ShouldAllBe(call => call.Conversation.StartsWith("a:", StringComparison.Ordinal) || call.Raw.Contains("\"isTargeted\":true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_guest_who_has_come_since_is_found_when_it_is_sent_and_nothing_goes_out()
    {
        _teams.Members["29:late"] = new FakeMember(TeamsBot.Aad(9), "Lou", Role: "guest") { Places = [Channel] };
        await AtAsync(Due);
        await StateAsync(OutboxState.Dead);
        Posts().ShouldBeEmpty();
        (await _house.RowsAsync()).Single().Error.ShouldBe("audience");
    }

    [Fact]
    public async Task A_channel_that_has_become_one_for_outsiders_gets_nothing()
    {
        _teams.Channels[Channel] = new FakeTeamsChannel("Revenue", "shared");
        _teams.Members["29:pia"] = new FakeMember(TeamsBot.Aad(8), "Pia", TenantId: "another") { Places = [Channel] };
        await AtAsync(Due);
        await StateAsync(OutboxState.Dead);
        Posts().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_Teams_did_not_confirm_is_not_posted_again_and_left_to_a_person()
    {
        _teams.Fail("create", new Fault.DropAfterEffect());
        await AtAsync(Due);
        await Patience.UntilAsync(async () => (await _house.RowsAsync()).Single().Error is not null);
        for (var minute = 0; minute < 5; minute++)
        {
            _house.Clock.Now = _house.Clock.Now.AddMinutes(1);
            await _replica.Clockwork.RunAsync(_house.Clock.Now, Cancel);
            await Task.Delay(150, Cancel);
        }

        await StateAsync(OutboxState.Dead);
        Posts().Count.ShouldBe(1);
        (await _house.RowsAsync()).Single().Error.ShouldBe("unknown_outcome");
    }

    private Task<Answer> AskAsync(string question, CancellationToken cancel)
    {
        _asked.Add(question);
        return Task.FromResult(Answers.Mrr with { Chart = null });
    }

    private async Task AtAsync(string moment)
    {
        _house.Clock.Now = DateTimeOffset.Parse(moment, null);
        await _replica.Clockwork.RunAsync(_house.Clock.Now, Cancel);
    }

    private Task StateAsync(OutboxState state) => Patience.UntilAsync(async () => (await _house.RowsAsync()).Any(row => row.State == (short)state));

    /// <summary>Whatever people in the channel may have seen of it, confirmed or not.</summary>
    private IReadOnlyList<TeamsCall> Posts() => [.. _teams.Messages.Where(call => call.Operation == "create" && call.Raw.Contains("58,430", StringComparison.Ordinal))];
}
