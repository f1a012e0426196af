using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using RevenueBot.Access;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;
using RevenueBot.Teams;
using RevenueBot.Teams.Cards;
using RevenueBot.Tests.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Teams;

/// <summary>From what is typed and clicked to what people in Teams see, over HTTP both ways.</summary>
public sealed class TeamsAnswerTests : IAsyncLifetime
{
    private const string Figure = "58,430";
    private readonly ShiftedTime _clock = new();
    private readonly List<string> _asked = [];
    private TestDatabase _database = null!;
    private FakeTeams _teams = null!;
    private TeamsBot _bot = null!;
    private Ask _ask = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _ask = (_, _) => Task.FromResult(Answers.Mrr with { Chart = null });
        _database = await TestDatabase.CreateAsync();
        _teams = await TeamsBot.TeamsAsync(_clock);
        _bot = await TeamsBot.StartAsync(_database.DataSource, _teams, (question, cancel) =>
        {
            lock (_asked) _asked.Add(question);
            return _ask(question, cancel);
        }, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _teams.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task APersonalMessageIsAnsweredThereByOneCardWithoutWordsBesideIt()
    {
        (await _bot.Ana.SayAsync("mrr")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = await _teams.MessageAsync();
        (answer.Operation, answer.Conversation).ShouldBe(("send", "a:ana"));
        answer.Text.ShouldStartWith("MRR is $58,430");
        answer.Body.TryGetProperty("text", out _).ShouldBeFalse();
        answer.Body.GetProperty("summary").GetString().ShouldStartWith("MRR is $58,430");
        answer.ButtonValue(CardVerbs.Share).ShouldBeNull();
    }

    [Theory]
    [InlineData("<at>RevenueBot</at> mrr&nbsp;by plan &amp; why", "mrr by plan & why")]
    [InlineData("<AT>revenuebot</AT> mrr <at>RevenueBot</at>", "mrr")]
    [InlineData("<at>RevenueBot</at>", "help")]
    [InlineData("<at>RevenueBot</at> health of <at>Acme</at>", "health of <at>Acme</at>")]
    [InlineData("\u00a0<at>RevenueBot</at>\u00a0customers\n", "customers")]
    public async Task MentionsOfTheBotAreTakenOut(string text, string question)
    {
        var message = _bot.In("revenue").Message("");
        message["text"] = text;
        await _bot.Ana.SendAsync(message);
        await _teams.MessageAsync();
        _asked.ShouldBe([question]);
    }

    [Theory]
    [InlineData("access allow <at>Eva&nbsp;Eder</at> customers", "access allow <@a0a0a0a0-0000-4000-8000-000000000002> customers")]
    [InlineData("/access who <at>Eva Eder</at>", "/access who <@a0a0a0a0-0000-4000-8000-000000000002>")]
    [InlineData("Access channel here allow", "Access channel <#19:revenue@thread.tacv2> allow")]
    [InlineData("access channel <at>General</at> allow totals", "access channel <#19:general@thread.tacv2> allow totals")]
    [InlineData("mrr of <at>Eva Eder</at> here", "mrr of <at>Eva Eder</at> here")]
    public async Task WhoAndWhereAccessIsAboutReachesTheQuestionAsIds(string text, string question)
    {
        var message = Mentioning(text, ("<at>Eva&nbsp;Eder</at>", "29:eva", "Eva Eder"), ("<at>Eva Eder</at>", "29:eva", "Eva Eder"), ("<at>General</at>", "19:general@thread.tacv2", "General"));
        await _bot.Ana.SendAsync(message);
        await _teams.MessageAsync();
        _asked.ShouldBe([question]);
    }

    [Theory]
    [InlineData("29:stranger", null)] // Teams does not know them
    [InlineData("29:eva", "29:ana")] // two people by one name
    public async Task WhoCannotBeToldApartIsGivenNothing(string id, string? other)
    {
        var message = other is null ? Mentioning("access allow <at>Eva</at> admin", ("<at>Eva</at>", id, "Eva")) : Mentioning("access allow <at>Eva</at> admin", ("<at>Eva</at>", id, "Eva"), ("<at>Eva</at>", other, "Eva"));
        await _bot.Ana.SendAsync(message);
        (await _teams.MessageAsync()).Text.ShouldStartWith("Teams did not say who is meant. Nothing was changed:");
        _asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhoeverAsksTooOftenIsToldOnceAndAlone()
    {
        await using var bot = await TeamsBot.StartAsync(_database.DataSource, _teams, _ask, _clock, ("Access:Limits:PersonPerMinute", "2"));
        for (var i = 0; i < 6; i++) await bot.In("revenue").SayAsync("mrr");
        var told = await _teams.MessageAsync(call => call.Text.StartsWith("You have asked many questions within a minute.", StringComparison.Ordinal));
        told.Conversation.ShouldBe("a:ana");
        await Patience.UntilAsync(async () =>
        {
            await using var command = _database.DataSource.CreateCommand("SELECT count(*) FROM inbox WHERE source = 'teams' AND status = 0");
            return (long)(await command.ExecuteScalarAsync(Cancel))! == 0;
        });
        _teams.Messages.Count(call => call.Text.Contains("many questions", StringComparison.Ordinal)).ShouldBe(1);
        _teams.Messages.Count(call => call.Text.Contains(Figure)).ShouldBe(2);
    }

    [Fact]
    public async Task InAChannelTheAnswerGoesToTheAskerAloneAndTheChannelLearnsOnlyThat()
    {
        await _bot.In("revenue").SayAsync("mrr");
        var answer = await _teams.MessageAsync(call => call.Text.Contains(Figure));
        answer.Conversation.ShouldBe("a:ana");
        var line = await _teams.MessageAsync(call => call.Conversation.StartsWith("19:"));
        (line.Conversation, line.Text).ShouldBe(("19:revenue@thread.tacv2;messageid=1700", CardNotices.SentToYou));
        _teams.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task AnAnswerIsPostedToTheChannelOnDemandOnceByTwoClicks()
    {
        await _bot.In("revenue").SayAsync("mrr");
        var value = (await _teams.MessageAsync(call => call.Text.Contains(Figure))).ButtonValue(CardVerbs.Share)!;
        var first = await ClickAsync(_bot.Ana, CardVerbs.Share, value);
        first.Message.ShouldBe("Posted.");
        await ClickAsync(_bot.Ana, CardVerbs.Share, value);
        var post = await _teams.MessageAsync(call => call.Text.Contains(Figure) && call.Conversation.StartsWith("19:"));
        post.Conversation.ShouldBe("19:revenue@thread.tacv2;messageid=1700");
        post.ButtonValue(CardVerbs.Share).ShouldBeNull();
        _teams.Messages.Count(call => call.Text.Contains(Figure) && call.Conversation.StartsWith("19:")).ShouldBe(1);
    }

    [Fact]
    public async Task AChannelThatGotAGuestSinceGetsNothing()
    {
        await _bot.In("revenue").SayAsync("mrr");
        var value = (await _teams.MessageAsync(call => call.Text.Contains(Figure))).ButtonValue(CardVerbs.Share)!;
        _teams.Members["29:newguest"] = new FakeMember(TeamsBot.Aad(9), Role: "guest") { Places = ["19:revenue@thread.tacv2"] };
        await ClickAsync(_bot.Ana, CardVerbs.Share, value);
        (await _teams.MessageAsync(call => call.Text.StartsWith("Not in this channel: people from outside your company can read it. The answer stays with you alone.", StringComparison.Ordinal))).Conversation.ShouldBe("a:ana");
        NobodyElseSawAFigure();
    }

    [Fact]
    public async Task APersonWhoLeftThePlacePostsNothingThere()
    {
        await _bot.In("revenue").SayAsync("mrr");
        var value = (await _teams.MessageAsync(call => call.Text.Contains(Figure))).ButtonValue(CardVerbs.Share)!;
        _teams.Members["29:ana"] = _teams.Members["29:ana"] with { Places = ["a:ana"] };
        await ClickAsync(_bot.Ana, CardVerbs.Share, value);
        await _teams.MessageAsync(call => call.Text.StartsWith("I could not check who you are", StringComparison.Ordinal));
        NobodyElseSawAFigure();
    }

    [Theory]
    [InlineData("29:eva", 2, "revenue", "You do not have access to revenue figures. Ask an administrator")]
    [InlineData("29:guest", 3, "partner", "Revenue figures are not shown to guests.")]
    [InlineData("29:partner", 4, "partner", "Revenue figures are shown to people of this company only.")]
    [InlineData("29:nobody", 5, "revenue", "I could not check who you are.")]
    [InlineData("29:ana", 2, "revenue", "I could not check who you are.")]
    public async Task OthersAreRefusedAloneBeforeAnythingIsRead(string user, int number, string channel, string words)
    {
        await _bot.In(channel, user, number).SayAsync("mrr");
        var refusal = await _teams.MessageAsync(call => call.Text.StartsWith(words, StringComparison.Ordinal));
        refusal.Conversation.ShouldBe($"a:{user[3..]}");
        _asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("partner", false)] // people from outside read it
    [InlineData("other", false)] // not a place for figures
    [InlineData("revenue", true)]
    public async Task TheOfferToPostIsMadeOnlyWhereItMayBe(string channel, bool isOffered)
    {
        await _bot.In(channel).SayAsync("mrr");
        ((await _teams.MessageAsync(call => call.Text.Contains(Figure))).ButtonValue(CardVerbs.Share) is not null).ShouldBe(isOffered);
    }

    [Fact]
    public async Task AGroupChatIsASharedPlaceToo()
    {
        TeamsPerson ana = new(_bot.Http, _teams) { Kind = "groupChat", Conversation = "19:group@thread.v2" };
        await ana.SayAsync("mrr");
        (await _teams.MessageAsync(call => call.Text.Contains(Figure))).Conversation.ShouldBe("a:ana");
        (await _teams.MessageAsync(call => call.Text == CardNotices.SentToYou)).Conversation.ShouldBe("19:group@thread.v2");
    }

    [Fact]
    public async Task ClicksAreAnsweredAtOnceAndTheirResultFollows()
    {
        await _bot.Ana.SayAsync("mrr");
        var answer = await _teams.MessageAsync();
        var receipt = await ClickAsync(_bot.Ana, CardVerbs.Receipt, answer.ButtonValue(CardVerbs.Receipt)!);
        (receipt.Status, receipt.Type, receipt.Message).ShouldBe((200, "application/vnd.microsoft.activity.message", "Answered below."));
        (await _teams.MessageAsync(call => call != answer)).Text.ShouldContain("How MRR of $58,430 on 10 Nov adds up");
        await ClickAsync(_bot.Ana, CardVerbs.Ask, answer.ButtonValue(CardVerbs.Ask)!);
        lock (_asked) _asked.Last().ShouldBe("/mrr why");
    }

    [Fact]
    public async Task SlowWorkIsAnsweredBeforeTeamsGivesUpAndDeliveredLater()
    {
        await _bot.Ana.SayAsync("mrr");
        var answer = await _teams.MessageAsync();
        TaskCompletionSource ready = new();
        _ask = async (_, _) => { await ready.Task; return Answers.ByPlan; };
        var click = await ClickAsync(_bot.Ana, CardVerbs.Ask, answer.ButtonValue(CardVerbs.Ask)!);
        click.Message.ShouldBe(TeamsClicks.Working);
        ready.SetResult();
        await _teams.MessageAsync(call => call.Text.StartsWith("Business drives growth", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnOlderClientsButtonArrivesAsAMessage()
    {
        await _bot.Ana.SayAsync("mrr");
        var answer = await _teams.MessageAsync();
        var submit = _bot.Ana.Activity("message");
        submit["value"] = new JsonObject { ["verb"] = CardVerbs.Receipt, ["value"] = answer.ButtonValue(CardVerbs.Receipt) };
        (await _bot.Ana.SendAsync(submit)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _teams.MessageAsync(call => call != answer)).Text.ShouldContain("adds up");
    }

    [Theory]
    [InlineData("/mrr")]
    [InlineData("ans_")]
    [InlineData("ans_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("")]
    public async Task AValueThatTheBotDidNotMakeAsksNothing(string value)
    {
        foreach (var verb in (string[])[CardVerbs.Ask, CardVerbs.Receipt, CardVerbs.Share, "no.such"])
            (await ClickAsync(_bot.Ana, verb, value)).Message.ShouldBe(CardNotices.Gone);
        _asked.ShouldBeEmpty();
        _teams.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task AValueOfAnotherTenantAsksNothing()
    {
        var foreign = _bot.Get<TeamsSeal>().Close("/mrr", "another");
        (await ClickAsync(_bot.Ana, CardVerbs.Ask, foreign)).Message.ShouldBe(CardNotices.Gone);
        _asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task SomebodyElsesClickIsJudgedByWhoClicks()
    {
        var value = _bot.Get<TeamsSeal>().Close("/mrr", FakeTeams.Tenant);
        var eva = _bot.In("revenue", "29:eva", 2);
        await ClickAsync(eva, CardVerbs.Ask, value);
        (await _teams.MessageAsync(call => call.Text.StartsWith("You do not have access", StringComparison.Ordinal))).Conversation.ShouldBe("a:eva");
        _asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task NothingIsDoneThatNobodyClicked()
    {
        var refresh = _bot.Ana.Click(CardVerbs.Ask, new JsonObject { ["value"] = _bot.Get<TeamsSeal>().Close("/mrr", FakeTeams.Tenant) });
        refresh["value"]!["trigger"] = "automatic";
        using var reply = JsonDocument.Parse(await (await _bot.Ana.SendAsync(refresh)).Content.ReadAsStringAsync(Cancel));
        reply.RootElement.GetProperty("statusCode").GetInt32().ShouldBe(400);
        _asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task UnknownActivitiesAreIgnoredAndUnknownInvokesSaySo()
    {
        foreach (var type in (string[])["typing", "messageReaction", "event", "endOfConversation", "no.such", "messageUpdate", ""])
            (await _bot.Ana.SendAsync(_bot.Ana.Activity(type))).StatusCode.ShouldBe(HttpStatusCode.OK, type);
        var invoke = _bot.Ana.Activity("invoke");
        invoke["name"] = "task/fetch";
        (await _bot.Ana.SendAsync(invoke)).StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        var own = _bot.Ana.Message("mrr");
        own["from"] = new JsonObject { ["id"] = FakeTeams.Bot };
        (await _bot.Ana.SendAsync(own)).StatusCode.ShouldBe(HttpStatusCode.OK);
        _teams.Outbound.ShouldBeEmpty();
    }

    [Fact]
    public async Task ARepeatedDeliveryIsAnsweredOnce()
    {
        var message = _bot.Ana.Message("mrr");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _bot.Ana.SendAsync(message.DeepClone().AsObject())));
        await _teams.MessageAsync();
        await _bot.Ana.SayAsync("customers");
        await Patience.UntilAsync(() => Task.FromResult(_teams.Messages.Count == 2));
        lock (_asked) _asked.ShouldBe(["mrr", "customers"]);
    }

    [Fact]
    public async Task TroubleIsConfessedWithACodeThatIsInTheLogAndCanBeTriedAgain()
    {
        _ask = (_, _) => throw new TimeoutException("Acme Canary GmbH");
        await _bot.Ana.SayAsync("mrr");
        var failure = await _teams.MessageAsync();
        failure.Text.ShouldStartWith("The answer did not arrive.");
        var code = failure.Text[(failure.Text.IndexOf("E-", StringComparison.Ordinal))..][..6];
        _bot.Log.Text.ShouldContain(code);
        _bot.Log.Text.ShouldNotContain("Acme Canary");
        _ask = (_, _) => Task.FromResult(Answers.ByPlan);
        (await ClickAsync(_bot.Ana, CardVerbs.Retry, failure.ButtonValue(CardVerbs.Retry)!)).Message.ShouldBe("Answered.");
        var answer = await _teams.MessageAsync(call => call.Text.StartsWith("Business drives growth", StringComparison.Ordinal));
        (answer.Operation, answer.Conversation, answer.Activity).ShouldBe(("update", "a:ana", "m1")); // in the place of the failure
    }

    [Fact]
    public async Task WhereTheFailureIsGoneOrReadByOthersTheAnswerIsAMessageOfItsOwn()
    {
        var value = _bot.Get<TeamsSeal>().Close("mrr", FakeTeams.Tenant);
        _teams.Fail("update", new Fault.Refused(404, "ActivityNotFoundInConversation"));
        await ClickAsync(_bot.Ana, CardVerbs.Retry, value);
        (await _teams.MessageAsync()).Operation.ShouldBe("send");
        await ClickAsync(_bot.In("revenue"), CardVerbs.Retry, value);
        await Patience.UntilAsync(() => Task.FromResult(_teams.Messages.Count(call => call.Text.Contains(Figure)) == 2));
        _teams.Messages.ShouldAllBe(call => call.Operation == "send" && !(call.Text.Contains(Figure) && call.Conversation != "a:ana"));
    }

    [Fact]
    public async Task WithTargetedMessagesTheAnswerStandsInTheChannelForTheAskerAlone()
    {
        await using var bot = await TeamsBot.StartAsync(_database.DataSource, _teams, null, _clock, ("Teams:TargetedMessages", "true"));
        await bot.In("revenue").SayAsync("mrr");
        var answer = await _teams.MessageAsync(call => call.Text.Contains(Figure));
        answer.Query.ShouldBe("?isTargetedActivity=true");
        answer.Body.GetProperty("recipient").GetProperty("id").GetString().ShouldBe("29:ana");
        _teams.Fail("send", new Fault.Refused(400, "BadArgument"), new Fault.Refused(400, "BadArgument"));
        await bot.In("revenue").SayAsync("mrr");
        (await _teams.MessageAsync(call => call.Text.Contains(Figure) && call != answer)).Conversation.ShouldBe("a:ana");
    }

    private JsonObject Mentioning(string text, params (string Text, string Id, string Name)[] mentions)
    {
        var message = _bot.In("revenue").Message(text);
        foreach (var (typed, id, name) in mentions)
            message["entities"]!.AsArray().Add(new JsonObject { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = id, ["name"] = name }, ["text"] = typed });
        return message;
    }

    private async Task<(int Status, string Type, string? Message)> ClickAsync(TeamsPerson person, string verb, string value)
    {
        var response = await person.SendAsync(person.Click(verb, new JsonObject { ["value"] = value }));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var reply = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
        var shown = reply.RootElement.GetProperty("value");
        return (reply.RootElement.GetProperty("statusCode").GetInt32(), reply.RootElement.GetProperty("type").GetString()!, shown.ValueKind == JsonValueKind.String ? shown.GetString() : shown.TryGetProperty("message", out var message) ? message.GetString() : null);
    }

    private void NobodyElseSawAFigure() => _teams.Calls.Where(call => call.Conversation != "a:ana").ShouldAllBe(call => !call.Raw.Contains(Figure));
}
