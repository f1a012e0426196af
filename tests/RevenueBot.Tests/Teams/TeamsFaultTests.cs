using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using RevenueBot.Doctor;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;
using RevenueBot.Teams;
using RevenueBot.Teams.Cards;
using RevenueBot.Tests.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Teams;

/// <summary>What goes wrong at Teams, at Microsoft's login, in the database and with what people write; and that nothing is lost, doubled or told.</summary>
public sealed class TeamsFaultTests : IAsyncLifetime
{
    private const string Figure = "58,430";

    private static readonly TimeSpan _teamsWaits = TimeSpan.FromSeconds(5);

    private TestDatabase _database = null!;
    private FakeTeams _teams = null!;
    private TeamsBot _bot = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _teams = await TeamsBot.TeamsAsync();
        _bot = await TeamsBot.StartAsync(_database.DataSource, _teams);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _teams.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(412)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task WhatPassesIsTriedAgain(int status)
    {
        _teams.Fail("send", new Fault.Refused(status, "Whatever", Seconds: 1));
        await _bot.Ana.SayAsync("mrr");
        (await _teams.MessageAsync()).Text.ShouldContain(Figure);
        _teams.Count("send").ShouldBe(2);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(500)]
    public async Task WhatDoesNotPassIsNot(int status)
    {
        _teams.Fail("send", new Fault.Refused(status, "Whatever"));
        await _bot.Ana.SayAsync("mrr");
        await NothingLeftAsync();
        _teams.Count("send").ShouldBe(1);
    }

    [Fact]
    public async Task OneConversationThatMustWaitKeepsNoOtherWaiting()
    {
        _teams.Fail("send", new Fault.RateLimited(3));
        await _bot.Ana.SayAsync("mrr");
        await _teams.WaitForAsync(call => call.Operation == "send");
        TeamsPerson other = new(_bot.Http, _teams) { Conversation = "a:other" };
        await other.SayAsync("mrr");
        (await _teams.MessageAsync()).Conversation.ShouldBe("a:other");
        (await _teams.MessageAsync(call => call.Conversation == "a:ana")).Text.ShouldContain(Figure);
    }

    [Fact]
    public async Task AnAnswerThatMayHaveArrivedIsRepeatedForTheAskerButNeverForAChannel()
    {
        _teams.Fail("send", new Fault.DropAfterEffect());
        await _bot.Ana.SayAsync("mrr");
        await Patience.UntilAsync(() => Task.FromResult(_teams.Messages.Count == 2));
        await _bot.In("revenue").SayAsync("mrr");
        var value = (await _teams.MessageAsync(call => call.ButtonValue(CardVerbs.Share) is not null)).ButtonValue(CardVerbs.Share)!;
        await NothingLeftAsync();
        _teams.Fail("send", new Fault.DropAfterEffect());
        var line = await ClickAsync(CardVerbs.Share, value);
        line.ShouldBe("Teams did not confirm the post. It may be there: look before posting again.");
        _teams.Messages.Count(call => call.Conversation.StartsWith("19:") && call.Text.Contains(Figure)).ShouldBe(1);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    public async Task WhoPostsHearsThatNothingWasTaken(int status)
    {
        await _bot.In("revenue").SayAsync("mrr");
        var value = (await _teams.MessageAsync(call => call.ButtonValue(CardVerbs.Share) is not null)).ButtonValue(CardVerbs.Share)!;
        await NothingLeftAsync();
        _teams.Fail("send", new Fault.Refused(status, "Whatever"));
        (await ClickAsync(CardVerbs.Share, value))!.ShouldStartWith("Teams did not take the post: nothing was posted.");
    }

    [Fact]
    public async Task WhatIsTooLargeForTheHostGoesInWordsThatNobodyReadsAsMarkup()
    {
        _teams.MostTaken = 1_200;
        await _bot.Ana.SayAsync("mrr");
        var answer = await _teams.MessageAsync();
        answer.Text.ShouldStartWith("MRR is $58,430");
        answer.Body.GetProperty("textFormat").GetString().ShouldBe("plain");
        _teams.Count("send").ShouldBe(2);
    }

    [Fact]
    public async Task AChatThatIsGoneIsOpenedAnew()
    {
        await _bot.Ana.SayAsync("mrr");
        await _teams.MessageAsync();
        await NothingLeftAsync();
        _teams.Fail("send", new Fault.Refused(404, "ConversationNotFound"));
        await _bot.In("revenue").SayAsync("mrr");
        await Patience.UntilAsync(() => Task.FromResult(_teams.Messages.Count(call => call.Conversation == "a:ana") == 2));
        _teams.Count("create").ShouldBe(1);
        await NothingLeftAsync();
        _teams.Messages.ShouldContain(call => call.Text == CardNotices.SentToYou);
    }

    [Fact]
    public async Task WhereThePersonCannotBeWrittenToTheChannelLearnsNoFigure()
    {
        _teams.Fail("create", new Fault.Refused(403, "ForbiddenOperationException"));
        await _bot.In("revenue").SayAsync("mrr");
        (await _teams.MessageAsync()).Text.ShouldStartWith("I could not write to you alone.");
        _teams.Calls.ShouldAllBe(call => !call.Raw.Contains(Figure));
    }

    [Fact]
    public async Task WithoutATokenNothingIsLost()
    {
        _teams.Fail("token", new Fault.Status(503));
        await _bot.Ana.SayAsync("mrr");
        await _teams.WaitForAsync(call => call.Operation == "token");
        await using var command = _database.DataSource.CreateCommand("SELECT count(*) FROM inbox WHERE source = 'teams' AND status = 0");
        ((long)(await command.ExecuteScalarAsync(Cancel))!).ShouldBe(1);
    }

    [Fact]
    public async Task HostileTextsStayText()
    {
        const string name = "**Acme** [x](javascript:alert(1)) <at>everyone</at> {{DATE(2026-01-01)}} \u202Egnp.exe <script>\n# head";
        await using var bot = await TeamsBot.StartAsync(_database.DataSource, _teams, (_, _) => Task.FromResult(Answers.Mrr with { Chart = null, Headline = name, Sentences = [name + new string('x', 10_000)] }), null);
        await bot.Ana.SayAsync("mrr");
        var answer = await _teams.MessageAsync();
        var card = answer.Body.GetProperty("attachments")[0].GetProperty("content");
        Texts(card).Where(text => text.Contains("Acme", StringComparison.Ordinal)).ShouldAllBe(text => !text.Contains('\u202E') && !text.Contains("{{"));
        TextBlocks(card).ShouldAllBe(text => !text.Contains("Acme"));
        answer.Body.TryGetProperty("entities", out _).ShouldBeFalse();
        answer.Raw.Length.ShouldBeLessThan(14 * 1024);
    }

    [Fact]
    public async Task WithoutADatabaseTeamsIsToldToComeAgainAndClickersToTryAgain()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=x;Timeout=15");
        await using var bot = await TeamsBot.StartAsync(nowhere, _teams);
        (await Patience.WithinAsync(_teamsWaits, () => bot.Ana.SayAsync("mrr"))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await Patience.WithinAsync(_teamsWaits, () => ClickAsync(CardVerbs.Ask, "x", bot.Ana))).ShouldBe(CardNotices.TryAgainShortly);
    }

    [Fact]
    public async Task TwoHundredAtOnceAreAcknowledgedWithoutWaitingForTheirAnswers()
    {
        var ready = new TaskCompletionSource();
        await using var bot = await TeamsBot.StartAsync(_database.DataSource, _teams, async (_, _) => { await ready.Task; return Answers.Mrr with { Chart = null }; }, null);
        await bot.Ana.SayAsync("warm");
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            TeamsPerson person = new(bot.Http, _teams) { User = $"29:p{i}", Conversation = $"a:p{i}" };
            (await person.SayAsync("mrr")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }));
        ready.SetResult();
    }

    [Fact]
    public async Task DoctorLooksAtEverything()
    {
        await _bot.In("revenue").SayAsync("mrr");
        await NothingLeftAsync();
        var checks = await _bot.Get<TeamsChecks>().RunAsync(Cancel);
        checks.Select(check => (check.Name, check.Outcome)).ShouldBe(
        [
            ("Teams", Outcome.Ok), ("Teams keys", Outcome.Ok), ("Teams access", Outcome.Ok), ("Teams places", Outcome.Ok),
            ("Teams 19:partner@thread.tacv2", Outcome.Warn), ("Teams 19:revenue@thread.tacv2", Outcome.Ok),
        ]);
        checks.ShouldAllBe(check => check.Sentence.EndsWith('.') && !check.Sentence.Contains(FakeTeams.Password));
        await using var wrong = await TeamsBot.StartAsync(_database.DataSource, _teams, null, ("Teams:AppPassword", "wrong"));
        var failed = (await wrong.Get<TeamsChecks>().RunAsync(Cancel))[0];
        failed.Outcome.ShouldBe(Outcome.Fail);
        failed.Sentence.ShouldContain("login_invalid_client");
    }

    [Fact]
    public async Task NoSecretNameOrFigureReachesTheLogAtAnyLevel()
    {
        await _bot.In("revenue").SayAsync("mrr of Canary Freight GmbH");
        await _teams.MessageAsync(call => call.Text.Contains(Figure));
        await ClickAsync(CardVerbs.Share, (await _teams.MessageAsync(call => call.ButtonValue(CardVerbs.Share) is not null)).ButtonValue(CardVerbs.Share)!);
        await _bot.Ana.SendAsync("{", $"{_teams.NewToken()}");
        await NothingLeftAsync();
        foreach (var secret in (string[])["eyJ", FakeTeams.Password, "canary-access-token", "Canary Freight", Figure, "Ana Alvarez", TeamsBot.Aad(1), "29:ana", "thread.tacv2", _teams.ServiceUrl])
            _bot.Log.Text.ShouldNotContain(secret);
    }

    private async Task<string?> ClickAsync(string verb, string value, TeamsPerson? person = null)
    {
        person ??= _bot.Ana;
        var response = await person.SendAsync(person.Click(verb, new JsonObject { ["value"] = value }));
        using var reply = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
        return reply.RootElement.GetProperty("value").GetString();
    }

    private Task NothingLeftAsync() => Patience.UntilAsync(async () =>
    {
        await using var command = _database.DataSource.CreateCommand("SELECT count(*) FROM inbox WHERE source = 'teams' AND status = 0");
        return (long)(await command.ExecuteScalarAsync(Cancel))! == 0;
    });

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(one => Texts(one.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    private static IEnumerable<string> TextBlocks(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object when element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "TextBlock" => [element.GetProperty("text").GetString()!],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(one => TextBlocks(one.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(TextBlocks),
        _ => [],
    };
}
