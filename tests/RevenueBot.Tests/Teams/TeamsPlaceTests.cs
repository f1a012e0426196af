using System.Net;
using System.Text.Json.Nodes;
using RevenueBot.Alerts;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;
using RevenueBot.Teams.Connector;
using RevenueBot.Teams.Places;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Teams;

/// <summary>The bot comes and goes, greets once, and posts where it is by what it remembers of the place.</summary>
public sealed class TeamsPlaceTests : IAsyncLifetime
{
    private readonly ShiftedTime _clock = new();
    private readonly DateTimeOffset _noon = TimeProvider.System.GetUtcNow().AddHours(-2);
    private TestDatabase _database = null!;
    private FakeTeams _teams = null!;
    private TeamsBot _bot = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static OutgoingActivity Hello { get; } = OutgoingActivity.OfText("Hello.");

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _teams = await TeamsBot.TeamsAsync(_clock);
        _bot = await TeamsBot.StartAsync(_database.DataSource, _teams, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _teams.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task APersonalInstallationIsGreetedOnceWhicheverEventComesFirst(bool updateFirst)
    {
        var events = new[] { Install(_bot.Ana), Joined(_bot.Ana), Install(_bot.Ana) };
        if (updateFirst) Array.Reverse(events, 0, 2);
        foreach (var one in events) await DoneAsync(one);
        var welcome = _teams.Messages.ShouldHaveSingleItem();
        welcome.Conversation.ShouldBe("a:ana");
        welcome.Text.ShouldContain("Nobody sees figures yet");
        welcome.Raw.ShouldContain("Ana Alvarez added me");
        welcome.Raw.ShouldContain("MRR now");
    }

    [Fact]
    public async Task ATeamIsGreetedByOnePostThatNamesTheInstallerAndNobodyAlone()
    {
        await DoneAsync(Install(_bot.In("revenue")));
        await DoneAsync(Joined(_bot.In("revenue")));
        var joined = _bot.In("revenue").Activity("conversationUpdate");
        joined["membersAdded"] = new JsonArray([.. Enumerable.Range(0, 40).Select(i => new JsonObject { ["id"] = $"29:person{i}" })]);
        (await _bot.Ana.SendAsync(joined)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await DoneAsync(null);
        _teams.Messages.ShouldHaveSingleItem().Text.ShouldStartWith("Ana Alvarez added RevenueBot.");
        _teams.Count("create").ShouldBe(0);
    }

    [Fact]
    public async Task ARemovalStopsSendingWhateverArrivesLateAndANewInstallationWorks()
    {
        await DoneAsync(Install(_bot.In("revenue"), 0));
        (await SendAsync("19:revenue@thread.tacv2")).IsSent.ShouldBeTrue();
        await DoneAsync(Remove(_bot.In("revenue"), 10));
        await DoneAsync(Joined(_bot.In("revenue"), 5)); // late
        (await SendAsync("19:revenue@thread.tacv2")).ShouldBeOfType<DeliveryOutcome.Permanent>().Advice.ShouldContain("Add RevenueBot there");
        var before = _teams.Messages.Count;
        await DoneAsync(Install(_bot.In("revenue"), 20));
        await DoneAsync(Remove(_bot.In("revenue"), 10)); // again
        (await SendAsync("19:revenue@thread.tacv2")).IsSent.ShouldBeTrue();
        _teams.Messages.Count.ShouldBe(before + 2); // greeted again, and posted
    }

    [Fact]
    public async Task ARemovalThatArrivesBeforeItsInstallationHolds()
    {
        await DoneAsync(Remove(_bot.In("revenue"), 10));
        await DoneAsync(Install(_bot.In("revenue"), 0));
        _teams.Messages.ShouldBeEmpty();
        (await SendAsync("19:revenue@thread.tacv2")).IsSent.ShouldBeFalse();
    }

    [Fact]
    public async Task LeavingATeamLeavesAllItsChannels()
    {
        await DoneAsync(Install(_bot.In("revenue"), 0));
        await DoneAsync(Install(_bot.In("board"), 1));
        await DoneAsync(Remove(_bot.In("revenue"), 30));
        foreach (var channel in (string[])["revenue", "board"]) (await SendAsync($"19:{channel}@thread.tacv2")).IsSent.ShouldBeFalse();
    }

    [Fact]
    public async Task AChannelOfATeamIsFoundThoughNobodyWroteInItYet()
    {
        await DoneAsync(Install(_bot.In("revenue"), 0));
        var sent = (await SendAsync("19:board@thread.tacv2")).ShouldBeOfType<DeliveryOutcome.Sent>();
        var posted = PostedActivity.Parse(sent.Reference)!;
        posted.Where.Conversation.ShouldStartWith("19:board@thread.tacv2;messageid=");
        var posts = _bot.Get<TeamsPosts>();
        (await posts.UpdateAsync(posted, Hello, Cancel)).ShouldBe(new DeliveryOutcome.Sent(sent.Reference));
        (await posts.ReplyAsync(posted, Hello, Cancel)).IsSent.ShouldBeTrue();
        (await SendAsync("19:nowhere@thread.tacv2")).IsSent.ShouldBeFalse();
    }

    [Fact]
    public async Task APersonIsMetInASharedPlaceAndTheirChatIsOpenedOnce()
    {
        await DoneAsync(Install(_bot.In("revenue"), 0));
        (await SendAsync(TeamsBot.Aad(2))).IsSent.ShouldBeTrue();
        (await SendAsync(TeamsBot.Aad(2).ToUpperInvariant())).IsSent.ShouldBeTrue();
        _teams.Count("create").ShouldBe(1);
        _teams.Messages.Count(call => call.Conversation == "a:eva").ShouldBe(2);
        (await SendAsync(TeamsBot.Aad(9))).IsSent.ShouldBeFalse();
    }

    [Fact]
    public async Task WhoBlockedTheBotHearsNothingUntilTheyWrite()
    {
        await AnsweredAsync("mrr");
        _teams.Fail("send", new Fault.Error("MessageWritesBlocked"));
        (await SendAsync(TeamsBot.Aad(1))).ShouldBeOfType<DeliveryOutcome.Permanent>().Reason.ShouldBe("MessageWritesBlocked");
        var before = _teams.Count("send");
        (await SendAsync(TeamsBot.Aad(1))).ShouldBeOfType<DeliveryOutcome.Permanent>().Reason.ShouldBe("MessageWritesBlocked");
        _teams.Count("send").ShouldBe(before);
        await AnsweredAsync("mrr");
        (await SendAsync(TeamsBot.Aad(1))).IsSent.ShouldBeTrue();
    }

    [Fact]
    public async Task TheAddressOfTheServiceIsTheLastOneThatWasNamed()
    {
        await AnsweredAsync("mrr");
        var moved = _bot.Ana.Message("customers");
        moved["serviceUrl"] = _teams.GccServiceUrl;
        await _bot.Ana.SendAsync(moved.ToJsonString(), $"{_teams.NewToken() with { ServiceUrl = _teams.GccServiceUrl }}");
        await Patience.UntilAsync(async () => (await _bot.Get<PlaceStore>().FindAsync("a:ana", Cancel))!.ServiceUrl == _teams.GccServiceUrl);
    }

    [Fact]
    public async Task APublicPostOfUnknownOutcomeIsNotRepeated()
    {
        await DoneAsync(Install(_bot.In("revenue"), 0));
        _teams.Fail("create", new Fault.DropAfterEffect());
        (await SendAsync("19:revenue@thread.tacv2")).ShouldBeOfType<DeliveryOutcome.Unknown>();
        _teams.Count("create").ShouldBe(1);
    }

    private Task<DeliveryOutcome> SendAsync(string address) => _bot.Get<TeamsPosts>().SendAsync(address, Hello, Cancel);

    private async Task AnsweredAsync(string question)
    {
        var before = _teams.Messages.Count;
        await _bot.Ana.SayAsync(question);
        await Patience.UntilAsync(() => Task.FromResult(_teams.Messages.Count > before));
    }

    /// <summary>Sends an event and waits until nothing is left to do.</summary>
    private async Task DoneAsync(JsonObject? activity)
    {
        if (activity is not null) (await _bot.Ana.SendAsync(activity)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Patience.UntilAsync(async () =>
        {
            await using var command = _database.DataSource.CreateCommand("SELECT count(*) FROM inbox WHERE source = 'teams' AND status = 0");
            return (long)(await command.ExecuteScalarAsync(Cancel))! == 0;
        });
    }

    private JsonObject Install(TeamsPerson person, int minute = 0) => Change(person, "add", minute);

    private JsonObject Remove(TeamsPerson person, int minute) => Change(person, "remove", minute);

    private JsonObject Change(TeamsPerson person, string action, int minute)
    {
        var activity = person.Activity("installationUpdate");
        (activity["action"], activity["timestamp"]) = (action, At(minute));
        return activity;
    }

    private JsonObject Joined(TeamsPerson person, int minute = 0)
    {
        var activity = person.Activity("conversationUpdate");
        (activity["membersAdded"], activity["timestamp"]) = (new JsonArray(new JsonObject { ["id"] = FakeTeams.Bot }), At(minute));
        return activity;
    }

    private string At(int minute) => _noon.AddMinutes(minute).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);
}
