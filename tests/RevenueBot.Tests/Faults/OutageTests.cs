using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;
using RevenueBot.Teams.Cards;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Faults;

/// <summary>The real program while its database is away, and while it is told to end.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private static readonly TimeSpan _outage = TimeSpan.FromSeconds(8);
    private ChatHouse _house = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _house = await ChatHouse.OpenAsync();

    public async ValueTask DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task WhileTheDatabaseIsAwayEverybodyIsToldSoInTimeAndAfterwardsAnsweredByTheSameProcess()
    {
        await using var line = DatabaseLine.To(_house.Database);
        await using var bot = await _house.StartAsync(("Database:ConnectionString", line.ConnectionString));
        await AnsweredAsync(bot);
        line.Cut();
        var began = TimeProvider.System.GetTimestamp();
        for (var i = 0; TimeProvider.System.GetElapsedTime(began) < _outage; i++) await Task.WhenAll(TurnedAwayAsync(bot), TurnedAwayAsync(bot), EventsTurnedAwayAsync(bot, i));
        line.Mend();
        await Patience.UntilAsync(async () => (await bot.Http.GetAsync(new Uri("/readyz", UriKind.Relative), Cancel)).IsSuccessStatusCode);
        await AnsweredAsync(bot);

        SlackPerson ana = Direct(bot);
        for (var retry = 1; retry <= 2; retry++) (await ana.SendEventAsync(ana.EventBody("message", "arr", "Ev0"), retry)).StatusCode.ShouldBe(HttpStatusCode.OK); // as Slack does
        await _house.Slack.MessageAsync(message => message.Text.StartsWith("ARR is", StringComparison.Ordinal));
        (await bot.EndAsync()).ExitCode.ShouldBe(0);
        _house.Slack.Messages.Count(message => message.Text.StartsWith("ARR is", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task WhoIsToldToEndFinishesWhatHasBegunAndTakesNothingNew()
    {
        TaskCompletionSource go = new();
        Fault.Held held = new(go.Task);
        _house.Slack.Fail("users.info", held);
        await using var bot = await _house.StartAsync();
        SlackPerson ana = new(bot.Http, _house.Slack, TimeProvider.System);
        (await ana.CommandAsync("")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await held.Reached.WaitAsync(Cancel);
        var ending = bot.EndAsync();
        await ListensNoMoreAsync(bot);
        await ExecuteAsync("INSERT INTO inbox (source, event_id, received_at, body, due_at) VALUES ('slack', 'later', now(), '', now())");
        go.SetResult();
        (await ending).ExitCode.ShouldBe(0);
        _house.Slack.Messages.Any(message => message.Text.StartsWith("MRR is $1,200", StringComparison.Ordinal)).ShouldBeTrue();
        (await _house.CountAsync("SELECT count(*) FROM inbox WHERE status = 0 AND due_at <= now()")).ShouldBe(1);
    }

    [Fact]
    public async Task WhoIsToldToEndWithoutItsDatabaseEnds()
    {
        await using var line = DatabaseLine.To(_house.Database);
        await using var bot = await _house.StartAsync(("Database:ConnectionString", line.ConnectionString));
        await AnsweredAsync(bot);
        line.Cut();
        await TurnedAwayAsync(bot);
        var began = TimeProvider.System.GetTimestamp();
        await bot.EndAsync();
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    private SlackPerson Direct(RunningBot bot) => new(bot.Http, _house.Slack, TimeProvider.System) { Channel = "D0ANA" };

    private async Task AnsweredAsync(RunningBot bot)
    {
        SlackPerson ana = new(bot.Http, _house.Slack, TimeProvider.System);
        await Patience.UntilAsync(async () => (await (await ana.CommandAsync("")).Content.ReadAsStringAsync(Cancel)).Length == 0);
        (await _house.Slack.MessageAsync(message => ana.LastResponseUrl.EndsWith(message.Target, StringComparison.Ordinal))).Text.ShouldStartWith("MRR is $1,200");
    }

    private async Task TurnedAwayAsync(RunningBot bot)
    {
        TeamsPerson ana = new(bot.Http, _house.Teams) { User = $"29:{Guid.NewGuid()}" };
        (await InTimeAsync(() => new SlackPerson(bot.Http, _house.Slack, TimeProvider.System).CommandAsync(""), HttpStatusCode.OK)).ShouldContain("Try again in a minute");
        var click = await InTimeAsync(() => ana.SendAsync(ana.Click(CardVerbs.Ask, new JsonObject { ["value"] = "x" })), HttpStatusCode.OK);
        JsonDocument.Parse(click).RootElement.GetProperty("value").GetString().ShouldBe(CardNotices.TryAgainShortly);
        await InTimeAsync(() => bot.Http.GetAsync(new Uri("/readyz", UriKind.Relative), Cancel), HttpStatusCode.ServiceUnavailable);
        await InTimeAsync(() => bot.Http.GetAsync(new Uri("/healthz", UriKind.Relative), Cancel), HttpStatusCode.OK);
        await Task.Delay(300, Cancel);
    }

    private async Task EventsTurnedAwayAsync(RunningBot bot, int number)
    {
        await InTimeAsync(() => Direct(bot).SendEventAsync(Direct(bot).EventBody("message", "arr", $"Ev{number}")), HttpStatusCode.ServiceUnavailable);
        await InTimeAsync(() => new TeamsPerson(bot.Http, _house.Teams) { User = $"29:{number}" }.SayAsync("mrr"), HttpStatusCode.ServiceUnavailable);
    }

    private static async Task<string> InTimeAsync(Func<Task<HttpResponseMessage>> send, HttpStatusCode expected)
    {
        var reply = await Patience.WithinAsync(TimeSpan.FromSeconds(3.5), send);
        reply.StatusCode.ShouldBe(expected);
        return await reply.Content.ReadAsStringAsync(Cancel);
    }

    private static Task ListensNoMoreAsync(RunningBot bot) => Patience.UntilAsync(async () =>
    {
        try
        {
            using System.Net.Sockets.TcpClient probe = new();
            await probe.ConnectAsync(bot.Http.BaseAddress!.Host, bot.Http.BaseAddress.Port, Cancel);
            return false;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return true;
        }
    });

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _house.Database.DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
