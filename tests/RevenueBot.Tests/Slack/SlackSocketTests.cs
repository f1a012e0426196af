using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Chat;
using RevenueBot.Doctor;
using RevenueBot.Slack;
using RevenueBot.Slack.Sockets;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

/// <summary>Socket Mode over a real websocket: what comes that way is stored and answered like what comes by HTTP.</summary>
public sealed class SlackSocketTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_database, _slack) = (await TestDatabase.CreateAsync(), await SlackBot.SlackAsync());

    public async ValueTask DisposeAsync()
    {
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task CommandsClicksAndEventsAreAcknowledgedAndAnswered()
    {
        await using var bot = await StartAsync(2);
        await _slack.UntilOpenedAsync(2);
        var socket = _slack.Sockets[0];
        var acknowledged = await socket.DeliverAsync("slash_commands", Command(bot.Ana), "e1", acceptsPayload: true);
        acknowledged.TryGetProperty("payload", out _).ShouldBeFalse();
        var answer = await _slack.MessageAsync();
        answer.Text.ShouldStartWith("MRR is ");
        await socket.DeliverAsync("interactive", Click(bot.Ana, SlackActions.Receipt, answer.ButtonValue(SlackActions.Receipt)), "e2");
        await _slack.WaitForAsync(call => call.Method == "views.update" && call.Accepted);
        await _slack.Sockets[1].DeliverAsync("events_api", bot.Ana.EventBody("app_mention", "mrr", "Ev1"), "e3");
        await _slack.MessageAsync(message => message.Method is "chat.postEphemeral" or "chat.postMessage");
    }

    [Fact]
    public async Task AnEnvelopeThatComesTwiceToTwoReplicasIsAnsweredOnce()
    {
        await using var here = await StartAsync(1);
        await using var there = await StartAsync(1);
        await _slack.UntilOpenedAsync(2);
        var body = here.Ana.EventBody("app_mention", "mrr", "Ev1");
        await Task.WhenAll(_slack.Sockets.Select((socket, i) => socket.DeliverAsync("events_api", body, $"e{i}"))); // another envelope each time
        await _slack.MessageAsync();
        await Patience.UntilAsync(async () => (await Alerts.Book.QueryAsync<long>(_database.DataSource, "SELECT count(*) FROM inbox WHERE status = 0"))[0] == 0);
        _slack.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task WhatIsSaidAtOnceGoesWithTheAcknowledgementWhereSlackTakesIt()
    {
        await using var bot = await StartAsync(1);
        await _slack.UntilOpenedAsync(1);
        await using var connection = await _database.DataSource.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using var hold = new Npgsql.NpgsqlCommand("LOCK TABLE inbox", connection, transaction);
        await hold.ExecuteNonQueryAsync(Cancel);
        var acknowledged = await _slack.Sockets[0].DeliverAsync("slash_commands", Command(bot.Ana), "e1", acceptsPayload: true);
        acknowledged.GetProperty("payload").Text("text").ShouldContain("Try again in a minute");
        var silent = await _slack.Sockets[0].DeliverAsync("slash_commands", Command(bot.Ana), "e2");
        silent.TryGetProperty("payload", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task AnEventThatCouldNotBeStoredIsNotAcknowledged()
    {
        await using var nowhere = Npgsql.NpgsqlDataSource.Create("Host=/nonexistent;Timeout=1");
        await using var bot = await StartAsync(1, nowhere);
        await _slack.UntilOpenedAsync(1);
        await _slack.Sockets[0].SendAsync(new { envelope_id = "e1", type = "events_api", payload = JsonSerializer.Deserialize<JsonElement>(bot.Ana.EventBody("app_mention", "mrr", "Ev1")) });
        await _slack.Sockets[0].DeliverAsync("something_new", "{}", "e2"); // goes on all the same
        await Patience.UntilAsync(() => Task.FromResult(bot.Log.Text.Contains("SlackNotStored", StringComparison.Ordinal)));
        _slack.Sockets[0].Acknowledged.Keys.ShouldBe(["e2"]);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    public async Task TheNextSocketIsOpenBeforeSlackClosesTheLast(string reason)
    {
        await using var bot = await StartAsync(1);
        await _slack.UntilOpenedAsync(1);
        var first = _slack.Sockets[0];
        await first.DisconnectAsync(reason);
        await _slack.UntilOpenedAsync(2);
        first.IsOpen.ShouldBeTrue();
        await first.DeliverAsync("events_api", bot.Ana.EventBody("app_mention", "mrr", "Ev1"), "e1"); // until it closes, it delivers
        await first.CloseAsync();
        await _slack.Sockets[1].DeliverAsync("events_api", bot.Ana.EventBody("app_mention", "mrr", "Ev2"), "e2");
        await Patience.UntilAsync(() => Task.FromResult(_slack.Messages.Count == 2));
        _slack.Sockets.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ALineThatBreaksOrDoesNotAnswerPingsIsOpenedAnew()
    {
        await using var bot = await StartAsync(1, pongWithin: TimeSpan.FromSeconds(2));
        await _slack.UntilOpenedAsync(1);
        _slack.Sockets[0].Abort();
        await _slack.UntilOpenedAsync(2);
        _slack.Sockets[1].IsFrozen = true;
        await _slack.Sockets[1].DeliverAsync("something_new", "{}", "e1"); // its last
        await _slack.UntilOpenedAsync(3);
        await _slack.Sockets[2].DeliverAsync("events_api", bot.Ana.EventBody("app_mention", "mrr", "Ev1"), "e2");
        await _slack.MessageAsync();
    }

    [Fact]
    public async Task AFrameWithoutEndIsNotRead()
    {
        await using var bot = await StartAsync(1);
        await _slack.UntilOpenedAsync(1);
        await _slack.Sockets[0].SendAsync(new byte[SocketFrames.MaxFrame + 1]);
        await _slack.UntilOpenedAsync(2);
        await _slack.Sockets[1].SendAsync("{"u8.ToArray()); // no JSON: passed over
        await _slack.Sockets[1].DeliverAsync("events_api", bot.Ana.EventBody("app_mention", "mrr", "Ev1"), "e1");
    }

    [Fact]
    public async Task SocketModeThatIsSwitchedOffEndsAllSocketsWithASentence()
    {
        await using var bot = await StartAsync(2);
        await _slack.UntilOpenedAsync(2);
        await _slack.Sockets[0].DisconnectAsync("link_disabled");
        await Patience.UntilAsync(() => Task.FromResult(_slack.OpenSockets.Count == 0));
        bot.Log.Text.ShouldContain("Socket Mode was switched off for the app");
        _slack.Sockets.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("invalid_auth")]
    [InlineData("account_inactive")]
    [InlineData("not_allowed_token_type")]
    public async Task AStartThatSlackRefusesForGoodIsNotTriedAgain(string error)
    {
        _slack.Fail("apps.connections.open", new Fault.Error(error));
        await using var bot = await StartAsync(1);
        await Patience.UntilAsync(() => Task.FromResult(bot.Log.Text.Contains("SlackSocketsStopped", StringComparison.Ordinal)));
        bot.Log.Text.ShouldContain("set it as Slack:AppToken");
        _slack.Sockets.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnAskForPatienceIsHeeded()
    {
        _slack.Fail("apps.connections.open", new Fault.RateLimited(1), new Fault.Error("internal_error"));
        await using var bot = await StartAsync(1);
        await _slack.UntilOpenedAsync(1);
        bot.Log.Text.ShouldContain("ratelimited");
        _slack.Calls.Count(call => call.Method == "apps.connections.open").ShouldBe(3);
    }

    [Fact]
    public void WaitsGrowFromFailureToFailureUpToAMinute()
    {
        SocketPace pace = new();
        Enumerable.Range(1, 8).Select(failures => pace.Wait(failures, 1).TotalSeconds).ShouldBe([1, 2, 4, 8, 16, 32, 60, 60]);
        pace.Wait(100, 0).TotalSeconds.ShouldBe(30);
    }

    [Fact]
    public async Task DoctorSaysWhetherSlackGivesOutSockets()
    {
        await using var bot = await StartAsync(1);
        await _slack.UntilOpenedAsync(1);
        (await CheckAsync(bot)).Outcome.ShouldBe(Outcome.Ok);
        _slack.Fail("apps.connections.open", new Fault.Error("invalid_auth"));
        var failed = await CheckAsync(bot);
        failed.Outcome.ShouldBe(Outcome.Fail);
        failed.Sentence.ShouldContain("connections:write");
        foreach (var secret in (string[])[FakeSlack.AppToken, "ticket-canary"]) (bot.Log.Text + failed.Sentence).ShouldNotContain(secret);
    }

    private static async Task<DoctorCheck> CheckAsync(SlackBot bot)
    {
        foreach (var probe in bot.Services.GetServices<DoctorProbe>())
            if ((await probe(Cancel)).FirstOrDefault(check => check.Name == "Slack sockets") is { } found) return found;
        throw new InvalidOperationException("There is no such line.");
    }

    /// <param name="pongWithin">Long where nothing is about dead lines: a pong is late on a busy machine.</param>
    private Task<SlackBot> StartAsync(int sockets, Npgsql.NpgsqlDataSource? database = null, TimeSpan? pongWithin = null)
    {
        SocketPace pace = new() { PingEvery = TimeSpan.FromMilliseconds(200), PongWithin = pongWithin ?? TimeSpan.FromMinutes(1), FirstWait = TimeSpan.FromMilliseconds(50), DrainsFor = TimeSpan.FromMinutes(1) };
        return SlackBot.StartAsync(database ?? _database.DataSource, _slack, services => services.AddSingleton(pace), ("Slack:AppToken", FakeSlack.AppToken), ("Slack:SocketConnections", $"{sockets}"));
    }

    private static string Command(SlackPerson person) => JsonSerializer.Serialize(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(person.CommandBody("")).ToDictionary(field => field.Key, field => field.Value.ToString()));

    private static string Click(SlackPerson person, string action, string value) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(person.ClickBody(action, value))["payload"]!;
}
