using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Chat;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;
using RevenueBot.Tests.Slack.Alerts;
using RevenueBot.Tests.Teams;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Faults;

/// <summary>
/// Many days of mishaps in a minute: the real program is asked and alerts are posted while both platforms delay, refuse, lose answers
/// after their effect, deliver twice and in any order, and the program is killed again and again. What people got to see is compared with
/// what they had to.
/// </summary>
public sealed class ChaosTests : IAsyncLifetime
{
    private const int Lives = 4, Alerts = 3, People = 50;
    private static readonly string[] _figures = ["1,200", "14,400"];
    private readonly Random _random = new(4711);
    private readonly ConcurrentDictionary<string, (string User, string Metric)> _commands = new();
    private readonly ConcurrentBag<string> _secrets = [];
    private ChatHouse _house = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _house = await ChatHouse.OpenAsync();
        for (var number = 0; number < People; number++)
            (_house.Slack.Users[$"U0A{number}"], _house.Teams.Members[$"29:x{number}"]) = (new FakeUser(), new FakeMember(TeamsBot.Aad(1), "Ana Alvarez"));
    }

    public async ValueTask DisposeAsync() => await _house.DisposeAsync();

    private static (string, string?)[] Rights => [.. Enumerable.Range(0, People).Select(number => ($"Access:Slack:People:U0A{number}", (string?)"totals"))];

    [Fact]
    public async Task WhateverHappensEverybodyIsAnsweredNobodyElseReadsItAndNoSecretIsLogged()
    {
        Misbehave();
        List<Func<RunningBot, Task>> deliveries = [.. Enumerable.Range(0, People).SelectMany(Deliveries)];
        var shuffled = deliveries.OrderBy(_ => _random.Next()).Chunk((deliveries.Count / Lives) + 1).ToList();
        List<string> logs = [];
        for (var life = 0; life < shuffled.Count; life++)
        {
            await using var bot = await _house.StartAsync(Rights);
            if (life == 0) await new TeamsPerson(bot.Http, _house.Teams) { Kind = "channel", Conversation = ChatHouse.TeamsChannel + ";messageid=1" }.SayAsync("help"); // the bot is there
            for (var i = 0; i < Alerts; i++) await AlertAsync(life * Alerts + i);
            await Parallel.ForEachAsync(shuffled[life], new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancel }, async (deliver, _) => await deliver(bot));
            await Task.Delay(_random.Next(200, 1_500), Cancel);
            logs.Add((await bot.EndAsync("KILL")).Log);
            await _house.LetLeasesRunOutAsync();
        }

        await using (var last = await _house.StartAsync(Rights))
        {
            await SettledAsync();
            await last.Http.PostAsync(new Uri("/slack/commands", UriKind.Relative), new StringContent("unsigned"), Cancel);
            await last.Http.GetAsync(new Uri("/api/v1/metrics/mrr?key=canary-api-key-0123456789abcdef0123456789abcdef", UriKind.Relative), Cancel);
            logs.Add((await last.EndAsync()).Log);
        }

        EverybodyInSlackWasAnswered();
        EverybodyInTeamsWasAnswered();
        AlertsAreThereAndNotTwiceWithoutSayingSo();
        NothingSecretWasLogged(string.Join('\n', logs));
    }

    /// <summary>A command of one who may ask and of one who may not, a direct message and one in Teams; the latter two up to three times.</summary>
    private IEnumerable<Func<RunningBot, Task>> Deliveries(int number)
    {
        var metric = number % 2 == 0 ? "mrr" : "arr";
        yield return bot => CommandAsync(bot, number % 4 == 3 ? "U0GUEST" : $"U0A{number}", metric);
        for (var copy = _random.Next(1, 4); copy > 0; copy--)
            yield return async bot =>
            {
                SlackPerson ana = new(bot.Http, _house.Slack, TimeProvider.System) { User = $"U0A{number}", Channel = $"D0X{number}" };
                (await ana.SendEventAsync(ana.EventBody("message", metric, $"Ev{number}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
            };
        JsonObject? message = null;
        for (var copy = _random.Next(1, 4); copy > 0; copy--)
            yield return async bot =>
            {
                TeamsPerson ana = new(bot.Http, _house.Teams) { User = $"29:x{number}", Conversation = $"a:x{number}" };
                lock (_commands) message ??= ana.Message(metric);
                ((int)(await ana.SendAsync(message.ToJsonString(), $"{_house.Teams.NewToken()}")).StatusCode).ShouldBe(200);
            };
    }

    private async Task CommandAsync(RunningBot bot, string user, string metric)
    {
        SlackPerson person = new(bot.Http, _house.Slack, TimeProvider.System) { User = user };
        var reply = await person.CommandAsync(metric, "/revenue");
        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        _secrets.Add(person.LastResponseUrl);
        if ((await reply.Content.ReadAsStringAsync(Cancel)).Length == 0) _commands[person.LastResponseUrl.Split('/')[^1]] = (user, metric);
    }

    private async Task AlertAsync(int number)
    {
        var card = Cards.Stale with { Finding = $"Case {number}." };
        await _house.PutAsync(new OutboxItem($"slack:{ChatHouse.SlackChannel}", $"al_{number}", null) { Card = card, AlertId = $"al_{number}", RepeatsUnknown = true });
        await _house.PutAsync(new OutboxItem($"teams:{ChatHouse.TeamsChannel}", $"tm_{number}", null) { Card = card, AlertId = $"tm_{number}", RepeatsUnknown = true });
    }

    private void Misbehave()
    {
        foreach (var method in (string[])["response_url", "chat.postMessage", "conversations.info", "users.info", "files.info", "conversations.history"])
            _house.Slack.Fail(method, [.. Enumerable.Range(0, 60).Select(_ => Mishap(502, 503))]);
        foreach (var operation in (string[])["send", "create", "member", "token"]) _house.Teams.Fail(operation, [.. Enumerable.Range(0, 30).Select(_ => Mishap(502, 503))]);
    }

    private Fault Mishap(params int[] codes) => _random.Next(8) switch
    {
        0 => new Fault.DropAfterEffect(),
        1 => new Fault.RateLimited(1),
        2 => new Fault.Status(codes[_random.Next(codes.Length)]),
        3 => new Fault.HeldAfterEffect(Task.Delay(_random.Next(800))),
        _ => new Fault.Held(Task.Delay(_random.Next(300))),
    };

    private async Task SettledAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (await _house.CountAsync("SELECT (SELECT count(*) FROM inbox WHERE status = 0) + (SELECT count(*) FROM outbox WHERE state IN (0, 1))") is > 0 and var left)
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(90), $"{left} are left");
            await _house.LetWaitsRunOutAsync();
            await Task.Delay(500, Cancel);
        }
    }

    private void EverybodyInSlackWasAnswered()
    {
        var told = _house.Slack.Messages;
        foreach (var (hook, (user, metric)) in _commands)
        {
            var answers = told.Where(message => message.Method == "response_url" && message.Target == hook).ToList();
            answers.ShouldNotBeEmpty(hook);
            answers.ShouldAllBe(answer => answer.Body.Text("response_type") == "ephemeral" && !answer.Text.StartsWith(Other(metric), StringComparison.Ordinal));
            if (user == "U0GUEST") answers.ShouldAllBe(answer => !_figures.Any(figure => answer.Body.GetRawText().Contains(figure)));
        }

        for (var number = 0; number < People; number++)
        {
            var answers = told.Where(message => message.Method == "chat.postMessage" && message.Body.Text("channel") == $"D0X{number}").ToList();
            answers.ShouldNotBeEmpty($"D0X{number}");
            answers.ShouldAllBe(answer => !answer.Text.StartsWith(Other(number % 2 == 0 ? "mrr" : "arr"), StringComparison.Ordinal));
        }

        told.Where(message => message.Body.Text("channel") == ChatHouse.SlackChannel).ShouldAllBe(message => !_figures.Any(figure => message.Body.GetRawText().Contains(figure)));
    }

    private void EverybodyInTeamsWasAnswered()
    {
        var told = _house.Teams.Messages;
        for (var number = 0; number < People; number++)
        {
            var answers = told.Where(message => message.Conversation == $"a:x{number}").ToList();
            answers.ShouldNotBeEmpty($"a:x{number}");
            answers.ShouldAllBe(answer => !answer.Text.StartsWith(Other(number % 2 == 0 ? "mrr" : "arr"), StringComparison.Ordinal));
        }

        told.Where(message => message.Conversation.StartsWith("19:")).ShouldAllBe(message => !_figures.Any(figure => message.Raw.Contains(figure)));
    }

    /// <summary>What the answer to the other question begins with.</summary>
    private static string Other(string metric) => metric == "mrr" ? "ARR is" : "MRR is";

    private void AlertsAreThereAndNotTwiceWithoutSayingSo()
    {
        for (var number = 0; number < Lives * Alerts; number++)
        {
            var inSlack = _house.Slack.Board.Where(message => message.Body.GetRawText().Contains($"Case {number}.")).Select(message => message.Body.GetRawText()).ToList();
            var inTeams = _house.Teams.Messages.Where(message => message.Operation != "update" && message.Raw.Contains($"Case {number}.")).Select(message => message.Raw).ToList();
            foreach (var posts in (List<string>[])[inSlack, inTeams])
            {
                posts.ShouldNotBeEmpty($"Case {number}");
                posts.Count(post => !post.Contains("may be here twice", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(1, $"Case {number}");
            }
        }
    }

    private void NothingSecretWasLogged(string log)
    {
        log.ShouldContain("answered in"); // it was a log
        string[] canaries =
        [
            FakeSlack.Token, SlackPerson.Secret, FakeTeams.Password, "canary-", "eyJ", "hook-canary", "/hook/", "Canary Freight", ChatHouse.CustomerEmail, "Ana Alvarez", "Case 1",
            "U0A1", "U0GUEST", "29:x", "thread.tacv2", "?sig=", "?signature=", .. _figures, .. _secrets,
        ];
        foreach (var canary in canaries) log.ShouldNotContain(canary);
    }
}
