using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;
using RevenueBot.Teams.Cards;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Teams;

/// <summary>The real program, on a real ledger, facing the fake connector over HTTP; it is killed, and its log is searched for secrets.</summary>
public sealed class TeamsProgramTests : IAsyncLifetime
{
    private const string CustomerName = "Canary Freight GmbH";
    private readonly string _home = Directory.CreateTempSubdirectory("revenuebot-teams-").FullName;
    private TestDatabase _database = null!;
    private FakeTeams _teams = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _teams = await TeamsBot.TeamsAsync();
        await new FactStore(_database.DataSource, LedgerRules.Default, TimeProvider.System).ApplyAsync(Facts(), ct: Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _teams.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task KilledBetweenAcknowledgementAndAnswerTheNextProcessAnswersOnce()
    {
        TaskCompletionSource never = new();
        Fault.Held held = new(never.Task);
        _teams.Fail("member", held);
        await using var killed = await StartAsync();
        TeamsPerson ana = new(killed.Http, _teams);
        (await ana.SayAsync("mrr")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await held.Reached.WaitAsync(Cancel);
        await killed.EndAsync("KILL");
        _teams.Messages.ShouldBeEmpty();

        await LetTheLeaseRunOutAsync();
        await using var next = await StartAsync();
        (await _teams.MessageAsync()).Text.ShouldStartWith("MRR is $1,200 on ");
        never.SetResult();
        (await new TeamsPerson(next.Http, _teams).SendAsync(ana.Activity("event").ToJsonString(), "forged")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var (_, log) = await next.EndAsync();
        _teams.Messages.Count.ShouldBe(1);
        log.ShouldContain("A request to the Teams route was refused");
        foreach (var secret in (string[])[FakeTeams.Password, "canary-access-token", CustomerName, "1,200", "29:ana", TeamsBot.Aad(1)]) log.ShouldNotContain(secret);
    }

    [Fact]
    public async Task KilledAfterTeamsTookAPostTheNextProcessDoesNotPostItAgain()
    {
        TaskCompletionSource never = new();
        await using var killed = await StartAsync();
        TeamsPerson ana = new(killed.Http, _teams), inChannel = new(killed.Http, _teams) { Kind = "channel", Conversation = "19:revenue@thread.tacv2;messageid=99" };
        await inChannel.SayAsync("mrr");
        var value = (await _teams.MessageAsync(call => call.ButtonValue(CardVerbs.Share) is not null)).ButtonValue(CardVerbs.Share)!;
        await NothingLeftAsync();
        Fault.HeldAfterEffect held = new(never.Task);
        _teams.Fail("send", held);
        var click = ana.SendAsync(ana.Click(CardVerbs.Share, new() { ["value"] = value }));
        await held.Reached.WaitAsync(Cancel);
        await killed.EndAsync("KILL");
        await click.ShouldThrowAsync<HttpRequestException>();

        await LetTheLeaseRunOutAsync();
        await using var next = await StartAsync();
        (await _teams.MessageAsync(call => call.Text.StartsWith("Teams did not confirm the post.", StringComparison.Ordinal))).Conversation.ShouldBe("a:ana");
        never.SetResult();
        await NothingLeftAsync();
        _teams.Messages.Count(call => call.Conversation.StartsWith("19:", StringComparison.Ordinal) && call.Text.Contains("1,200", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task RightsAreGivenByTheEnvironmentByTheFileAndInTeamsItself()
    {
        const string other = "19:other@thread.tacv2", board = "19:Board_x-1@thread.tacv2";
        Dictionary<string, string> environment = new()
        {
            ["REVENUEBOT__Access__Teams__People__0__Person"] = TeamsBot.Aad(1).ToUpperInvariant(), ["REVENUEBOT__Access__Teams__People__0__Role"] = "admin",
            ["REVENUEBOT__Access__Teams__Channels__0"] = "19:revenue@thread.tacv2", ["REVENUEBOT__Access__Teams__Channels__1"] = board,
            ["REVENUEBOT__Access__Teams__ChannelRoles__0__Channel"] = "19:revenue@thread.tacv2", ["REVENUEBOT__Access__Teams__ChannelRoles__0__Role"] = "customers",
        };
        environment.Keys.ShouldAllBe(name => name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'));
        Dictionary<string, string> file = new() { [$"Access:Teams:ChannelRoles:{board}"] = "totals", [$"Access:Teams:People:{FakeTeams.Tenant}:{TeamsBot.Aad(6)}"] = "unnamed" };
        await using var program = await StartAsync(environment, file);
        TeamsPerson ana = new(program.Http, _teams) { Kind = "channel", Conversation = $"{other};messageid=7", Channel = other };
        var rules = await SaysAsync(ana.Message("access"), "rules say who may see what, where.");
        foreach (var said in (string[])["admin", "customers", "totals", "unnamed", "19:revenue@thread.tacv2", board]) rules.Raw.ShouldContain(said);

        await SaysAsync(ana.Message("access channel here allow totals"), "This place shows figures now, to everybody those of totals.");
        var allow = ana.Message("access allow <at>Eva Eder</at> totals");
        allow["entities"]!.AsArray().Add(new JsonObject { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = "29:eva", ["name"] = "Eva Eder" }, ["text"] = "<at>Eva Eder</at>" });
        await SaysAsync(allow, "Eva Eder has the role totals now.");
        var who = allow.DeepClone().AsObject();
        (who["id"], who["text"]) = ("who", "<at>RevenueBot</at> access who <at>Eva Eder</at>");
        await SaysAsync(who, "Eva Eder has the role totals.");
        await new TeamsPerson(program.Http, _teams) { User = "29:eva", AadObjectId = TeamsBot.Aad(2), Conversation = "a:eva" }.SayAsync("mrr");
        (await _teams.MessageAsync(call => call.Text.StartsWith("MRR is $1,200", StringComparison.Ordinal))).Conversation.ShouldBe("a:eva");

        async Task<TeamsCall> SaysAsync(JsonObject message, string sentence)
        {
            await ana.SendAsync(message);
            return await _teams.MessageAsync(call => call.Conversation == "a:ana" && call.Text.Contains(sentence, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("Access:Teams:People:0:Person", "a0", "Access:Teams:People:0 is half an entry: give it both Person and Role.")]
    [InlineData("Access:Teams:ChannelRoles:3:Role", "totals", "Access:Teams:ChannelRoles:3 is half an entry: give it both Channel and Role.")]
    [InlineData("Access:Teams:ChannelRoles:19:x@thread.tacv2", "totals", "Access:Teams:ChannelRoles names 19:x@thread.tacv2, which Access:Teams:Channels does not; add it there too, or remove it.")]
    public async Task HalfARuleRefusesToStart(string key, string value, string sentence)
    {
        BotProgram program = new(_home);
        var refused = await program.RunAsync("access", "--set", $"{key}={value}", "--set", $"Database:ConnectionString={_database.ConnectionString}");
        refused.ExitCode.ShouldNotBe(0);
        refused.Errors.ShouldContain(sentence);
    }

    [Fact]
    public async Task AConversationGoesOnInTheChatAndInTheThread()
    {
        await using var program = await StartAsync();
        TeamsPerson ana = new(program.Http, _teams);
        await ana.SayAsync("mrr");
        await _teams.MessageAsync(call => call.Text.StartsWith("MRR is $1,200", StringComparison.Ordinal));
        await GoneOnAsync(ana, "by plan");
        TeamsPerson inThread = new(program.Http, _teams) { Kind = "channel", Conversation = "19:revenue@thread.tacv2;messageid=99" };
        var before = _teams.Messages.Count;
        await inThread.SayAsync("mrr");
        await Patience.UntilAsync(() => Task.FromResult(_teams.Messages.Skip(before).Any(call => call.Text.StartsWith("MRR is $1,200", StringComparison.Ordinal))));
        await GoneOnAsync(inThread, "by plan");
    }

    /// <summary>The last question is remembered once its answer was delivered.</summary>
    private async Task GoneOnAsync(TeamsPerson person, string text)
    {
        await NothingLeftAsync();
        var before = _teams.Messages.Count;
        await person.SayAsync(text);
        await Patience.UntilAsync(() => Task.FromResult(_teams.Messages.Skip(before).Any(call => call.Conversation == "a:ana" && call.Raw.Contains("Team", StringComparison.Ordinal) && !call.Text.StartsWith("MRR is", StringComparison.Ordinal))));
        _teams.Messages.Skip(before).ShouldAllBe(call => !call.Text.Contains("I read", StringComparison.Ordinal));
    }

    private Task NothingLeftAsync() => Patience.UntilAsync(async () =>
    {
        await using var command = _database.DataSource.CreateCommand("SELECT count(*) FROM inbox WHERE source = 'teams' AND status = 0");
        return (long)(await command.ExecuteScalarAsync(Cancel))! == 0;
    });

    /// <param name="environment">Rules in the environment, in place of those that let Ana ask.</param>
    /// <param name="file">Rules in the file, as well.</param>
    private async Task<RunningBot> StartAsync(Dictionary<string, string>? environment = null, Dictionary<string, string>? file = null)
    {
        BotProgram program = new(_home);
        foreach (var (name, value) in environment ?? []) program.Environment[name] = value;
        var settings = TeamsBot.Configuration(_teams).AsEnumerable().Where(setting => setting.Value is not null && (environment is null || !setting.Key.StartsWith("Access:", StringComparison.Ordinal))).ToDictionary();
        settings["Database:ConnectionString"] = _database.ConnectionString;
        foreach (var (key, value) in file ?? []) settings[key] = value;
        // In a file: shells pass on no variable whose name holds the hyphens of an object id.
        await File.WriteAllTextAsync(Path.Combine(_home, "appsettings.json"), JsonSerializer.Serialize(settings), Cancel);
        return await RunningBot.StartAsync(program, Cancel);
    }

    private async Task LetTheLeaseRunOutAsync()
    {
        await using var command = _database.DataSource.CreateCommand("UPDATE inbox SET due_at = now() WHERE source = 'teams' AND status = 0");
        (await command.ExecuteNonQueryAsync(Cancel)).ShouldBe(1);
    }

    private static FactBatch Facts() => new()
    {
        Customers = [new Customer("cus_1", CustomerName, null, "DE", null, null, null, null)],
        Plans = [new Plan("plan_1", "Team", 2, Currency.Parse("USD"), 120_000, IntervalUnit.Month, 1, null, null)],
        SubscriptionEvents =
        [
            new SubscriptionEvent
            {
                Source = FactSource.Import, EventId = "evt_1", CustomerId = "cus_1", SubscriptionId = "sub_1", ItemId = "sub_1", PlanId = "plan_1",
                UnitAmountMinor = 120_000, Currency = Currency.Parse("USD"), Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active,
                EffectiveAt = TimeProvider.System.GetUtcNow().AddMonths(-3),
            },
        ],
    };
}
