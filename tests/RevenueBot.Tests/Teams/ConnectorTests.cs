using System.Net;
using RevenueBot.Alerts;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;
using RevenueBot.Teams;
using RevenueBot.Teams.Connector;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Teams;

/// <summary>Calls to the connector: what is sent, by which token, how often, and what its refusals mean.</summary>
public sealed class ConnectorTests : IAsyncLifetime
{
    private readonly ShiftedTime _clock = new();
    private TestDatabase _database = null!;
    private FakeTeams _teams = null!;
    private TeamsBot _bot = null!;
    private ConnectorClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ConnectorAddress Chat => new(_teams.ServiceUrl, FakeTeams.Tenant, "a:ana/1;messageid=7");

    private static OutgoingActivity Hello { get; } = OutgoingActivity.OfText("Hello.");

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _teams = await FakeTeams.StartAsync(_clock);
        _bot = await TeamsBot.StartAsync(_database.DataSource, _teams, _clock);
        _client = _bot.Get<ConnectorClient>();
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _teams.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task WhileASecretIsReplacedTheOneBeforeIsTriedWhereTheNewOneIsRefused()
    {
        await using var bot = await TeamsBot.StartAsync(_database.DataSource, _teams, null, ("Teams:AppPassword", "not yet known"), ("Teams:PreviousAppPassword", FakeTeams.Password));
        (await bot.Get<ConnectorClient>().SendAsync(Chat, Hello, Cancel)).IsSent.ShouldBeTrue();
        _teams.Count("token").ShouldBe(2);
        bot.Log.Text.ShouldContain("login_invalid_client");
    }

    [Fact]
    public async Task EveryCallReachesItsRouteWithTheBotsToken()
    {
        (await _client.SendAsync(Chat, Hello, Cancel)).ShouldBeOfType<DeliveryOutcome.Sent>().Reference.ShouldStartWith("m");
        (await _client.ReplyAsync(Chat, "m1", Hello, Cancel)).IsSent.ShouldBeTrue();
        (await _client.UpdateAsync(Chat, "m1", OutgoingActivity.OfCard(new { type = "AdaptiveCard" }, "MRR"), Cancel)).ShouldBe(new DeliveryOutcome.Sent("m1"));
        (await _client.DeleteAsync(Chat, "m1", Cancel)).IsSent.ShouldBeTrue();
        (await _client.CreatePersonalAsync(Chat, "29:ana", Cancel)).Value!.Id.ShouldBe("a:ana");
        (await _client.CreateThreadAsync(Chat with { Conversation = "19:revenue@thread.tacv2" }, Hello, Cancel)).Value!.Id!.ShouldStartWith("19:revenue@thread.tacv2;messageid=");
        await _client.SendAsync(Chat, Hello with { Recipient = new("29:ana") }, Cancel);
        var calls = _teams.Outbound.Where(call => call.Operation != "token").ToList();
        calls.Select(call => call.Operation).ShouldBe(["send", "reply", "update", "delete", "create", "create", "send"]);
        calls.ShouldAllBe(call => call.Accepted && call.Token == calls[0].Token);
        calls[0].Conversation.ShouldBe(Chat.Conversation);
        calls[^1].Query.ShouldBe("?isTargetedActivity=true");
        _teams.Count("token").ShouldBe(1);
    }

    [Fact]
    public async Task PeopleAndChannelsAreLookedUp()
    {
        _teams.Members["29:ana"] = new FakeMember("aad-ana", Role: "guest");
        _teams.Members["29:eva"] = new FakeMember("aad-eva", IsAnonymous: true);
        _teams.Channels["19:p"] = new FakeTeamsChannel("Plans", "private");
        (await _client.MemberAsync(Chat, "29:ana", Cancel)).Value.ShouldBe(new MemberReply("29:ana", "Ana", "aad-ana", FakeTeams.Tenant, "guest", false) { ObjectId = "aad-ana" });
        (await _client.MemberAsync(Chat, "29:nobody", Cancel)).Outcome.ShouldBeOfType<DeliveryOutcome.Permanent>();
        var first = (await _client.MembersAsync(Chat, null, Cancel)).Value!;
        var second = (await _client.MembersAsync(Chat, first.ContinuationToken, Cancel)).Value!;
        first.Members!.Concat(second.Members!).Select(one => one.Person).Order().ShouldBe(["aad-ana", "aad-eva"]);
        (await _client.ChannelsAsync(Chat, "19:team", Cancel)).Value!.Conversations!.Single().MembershipType.ShouldBe("private");
        (await _client.TeamAsync(Chat, "19:team", Cancel)).Value!.Name.ShouldBe("Revenue");
    }

    [Fact]
    public async Task TheTokenGoesToHostsOfTheListOnly()
    {
        var outcome = await _client.SendAsync(Chat with { ServiceUrl = "https://evil.example/" }, Hello, Cancel);
        outcome.ShouldBeOfType<DeliveryOutcome.Permanent>().Reason.ShouldBe("ServiceHostNotAllowed");
        _teams.Outbound.ShouldBeEmpty();
    }

    [Fact]
    public async Task ManyCallersAskForOneTokenAndItIsReplacedBeforeItsEnd()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _client.SendAsync(Chat with { Conversation = $"a:{i}" }, Hello, Cancel)));
        _teams.Count("token").ShouldBe(1);
        _clock.Shift(TimeSpan.FromMinutes(54));
        await _client.SendAsync(Chat, Hello, Cancel);
        _teams.Count("token").ShouldBe(1);
        _clock.Shift(TimeSpan.FromMinutes(2));
        await _client.SendAsync(Chat, Hello, Cancel);
        _teams.Count("token").ShouldBe(2);
    }

    [Fact]
    public async Task ATokenThatIsNotAcceptedIsForgotten()
    {
        await _client.SendAsync(Chat, Hello, Cancel);
        _teams.Fail("send", new Fault.Refused(401, "Unauthorized"));
        (await _client.SendAsync(Chat, Hello, Cancel)).ShouldBeOfType<DeliveryOutcome.Permanent>().Advice.ShouldContain("Teams:AppPassword");
        (await _client.SendAsync(Chat, Hello, Cancel)).IsSent.ShouldBeTrue();
        _teams.Count("token").ShouldBe(2);
    }

    [Fact]
    public async Task ARefusedLoginIsReportedOnceAndAskedAgainLater()
    {
        _teams.Fail("token", new Fault.Refused(401, "x"), new Fault.Status(503));
        for (var i = 0; i < 3; i++) (await _client.SendAsync(Chat, Hello, Cancel)).ShouldBeOfType<DeliveryOutcome.Permanent>().Reason.ShouldStartWith("login_");
        _teams.Count("token").ShouldBe(1);
        _bot.Log.Text.Split("TeamsLoginRefused").Length.ShouldBe(2);
        _clock.Shift(TimeSpan.FromSeconds(11));
        (await _client.SendAsync(Chat, Hello, Cancel)).ShouldBeOfType<DeliveryOutcome.RetryAfter>();
        _clock.Shift(TimeSpan.FromSeconds(11));
        (await _client.SendAsync(Chat, Hello, Cancel)).IsSent.ShouldBeTrue();
        _bot.Log.Text.ShouldNotContain(FakeTeams.Password);
    }

    [Theory]
    [InlineData(429, "TooManyRequests", "RetryAfter")]
    [InlineData(412, "PreconditionFailed", "RetryAfter")]
    [InlineData(502, null, "RetryAfter")]
    [InlineData(503, "ServiceUnavailable", "RetryAfter")]
    [InlineData(504, null, "RetryAfter")]
    [InlineData(400, "BadSyntax", "Permanent")]
    [InlineData(401, "BotNotRegistered", "Permanent")]
    [InlineData(403, "BotDisabledByAdmin", "Permanent")]
    [InlineData(403, "BotNotInConversationRoster", "Permanent")]
    [InlineData(403, "ForbiddenOperationException", "Permanent")]
    [InlineData(403, "MessageWritesBlocked", "Permanent")]
    [InlineData(404, "ConversationNotFound", "Gone")]
    [InlineData(404, "ActivityNotFoundInConversation", "Gone")]
    [InlineData(404, null, "Permanent")]
    [InlineData(413, null, "Permanent")]
    [InlineData(500, "ServiceError", "Permanent")]
    [InlineData(302, null, "Permanent")]
    [InlineData(418, "SomeNewWord", "Permanent")]
    public void EveryReplyHasOneMeaning(int status, string? code, string expected)
    {
        var outcome = ConnectorErrors.Classify((HttpStatusCode)status, code, TimeSpan.FromSeconds(30));
        outcome.GetType().Name.ShouldBe(expected);
        if (outcome is DeliveryOutcome.Permanent refused) refused.Advice.ShouldEndWith(".");
        if (status == 429) outcome.ShouldBe(new DeliveryOutcome.RetryAfter(code!, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task TheOlderShapeOfAnErrorIsReadToo()
    {
        _teams.Fail("send", new Fault.Error("MessageWritesBlocked"));
        var outcome = await _client.SendAsync(Chat, Hello, Cancel);
        outcome.ShouldBeOfType<DeliveryOutcome.Permanent>().Reason.ShouldBe("MessageWritesBlocked");
        ConnectorErrors.IsBroken(outcome).ShouldBeTrue();
    }

    [Fact]
    public async Task WhatMayHaveBeenPostedIsUnknownAndWhatIsHarmlessTwiceIsTriedAgain()
    {
        _teams.Fail("send", new Fault.DropAfterEffect());
        _teams.Fail("update", new Fault.DropAfterEffect());
        (await _client.SendAsync(Chat, Hello, Cancel)).ShouldBeOfType<DeliveryOutcome.Unknown>();
        (await _client.UpdateAsync(Chat, "m1", Hello, Cancel)).ShouldBeOfType<DeliveryOutcome.RetryAfter>();
        _teams.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task APauseHoldsForItsConversationAlone()
    {
        _teams.Fail("send", new Fault.RateLimited(30));
        await _client.SendAsync(Chat, Hello, Cancel);
        (await _client.SendAsync(Chat, Hello, Cancel)).ShouldBeOfType<DeliveryOutcome.RetryAfter>().Delay!.Value.TotalSeconds.ShouldBeInRange(25, 30);
        (await _client.SendAsync(Chat with { Conversation = "a:eva" }, Hello, Cancel)).IsSent.ShouldBeTrue();
        _teams.Count("send").ShouldBe(2);
        _clock.Shift(TimeSpan.FromSeconds(31));
        (await _client.SendAsync(Chat, Hello, Cancel)).IsSent.ShouldBeTrue();
    }

    [Fact]
    public async Task ATenantServedElsewhereIsFoundThereFromThenOn()
    {
        _teams.IsGccTenant = true;
        (await _client.SendAsync(Chat, Hello, Cancel)).IsSent.ShouldBeTrue();
        (await _client.SendAsync(Chat, Hello, Cancel)).IsSent.ShouldBeTrue();
        _teams.Calls.Where(call => call.Operation == "send").Select(call => call.Accepted).ShouldBe([false, true, true]);
    }

    [Fact]
    public async Task WhatIsTooLargeIsNotEvenSent()
    {
        var outcome = await _client.SendAsync(Chat, OutgoingActivity.OfText(new string('金', 51 * 1024)), Cancel);
        ConnectorErrors.IsTooBig(outcome).ShouldBeTrue();
        _teams.Count("send").ShouldBe(0);
    }

    [Fact]
    public void TheTableOfLimitsIsKept()
    {
        Delivering.Clock clock = new();
        ConnectorLimits limits = new(new TeamsOptions(), clock);
        ConnectorAddress chat = new("x", "t", "a:1");
        for (var i = 0; i < 7; i++) limits.Take(chat, CallKind.Send).ShouldBeNull();
        limits.Take(chat, CallKind.Send)!.Value.ShouldBe(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 14; i++) limits.Take(chat, CallKind.Read).ShouldBeNull();
        limits.Take(chat, CallKind.Read).ShouldNotBeNull();
        clock.Now += TimeSpan.FromSeconds(1);
        limits.Take(chat, CallKind.Send).ShouldBeNull(); // the eighth in two seconds
        limits.Take(chat, CallKind.Send)!.Value.ShouldBe(TimeSpan.FromSeconds(1));
        var taken = 8;
        for (var second = 0; second < 27; second++, clock.Now += TimeSpan.FromSeconds(1))
            while (limits.Take(chat, CallKind.Send) is null) taken++;
        taken.ShouldBe(60);
        for (var i = 0; i < 50; i++) limits.Take(chat with { Conversation = $"b:{i}" }, CallKind.Send).ShouldBeNull();
        limits.Take(chat with { Conversation = "b:51" }, CallKind.Send).ShouldNotBeNull();
        limits.Take(chat with { Conversation = "b:51", Tenant = "other" }, CallKind.Send).ShouldBeNull();
    }
}
