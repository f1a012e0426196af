using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;
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
        await Patience.UntilAsync(async () =>
        {
            await using var command = _database.DataSource.CreateCommand("SELECT count(*) FROM inbox WHERE source = 'teams' AND status = 0");
            return (long)(await command.ExecuteScalarAsync(Cancel))! == 0;
        });
        var before = _teams.Messages.Count;
        await person.SayAsync(text);
        await Patience.UntilAsync(() => Task.FromResult(_teams.Messages.Skip(before).Any(call => call.Conversation == "a:ana" && call.Raw.Contains("Team", StringComparison.Ordinal) && !call.Text.StartsWith("MRR is", StringComparison.Ordinal))));
        _teams.Messages.Skip(before).ShouldAllBe(call => !call.Text.Contains("I read", StringComparison.Ordinal));
    }

    private async Task<RunningBot> StartAsync()
    {
        BotProgram program = new(_home);
        var settings = TeamsBot.Configuration(_teams).AsEnumerable().Where(setting => setting.Value is not null).ToDictionary();
        settings["Database:ConnectionString"] = _database.ConnectionString;
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
