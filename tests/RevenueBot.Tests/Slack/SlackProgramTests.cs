using System.Net;
using RevenueBot.Chat;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Slack;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

/// <summary>The real program, on a real ledger, facing the fake Slack over HTTP; it is killed, and its log is searched for secrets.</summary>
public sealed class SlackProgramTests : IAsyncLifetime
{
    private const string CustomerName = "Canary Freight GmbH";
    private readonly string _home = Directory.CreateTempSubdirectory("revenuebot-slack-").FullName;
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SlackBot.SlackAsync();
        await new FactStore(_database.DataSource, LedgerRules.Default, TimeProvider.System).ApplyAsync(Facts(), ct: Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _slack.Problems.ShouldBeEmpty();
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task FromTheCommandToTheAnswerWithItsChartReceiptAndPost()
    {
        await using var program = await StartAsync();
        var ana = new SlackPerson(program.Http, _slack, TimeProvider.System);
        await ana.CommandAsync("");
        var answer = await _slack.MessageAsync();
        answer.Text.ShouldStartWith("MRR is $1,200 on ");
        if (!answer.HasPicture) answer = await _slack.MessageAsync(m => m.HasPicture);
        _slack.Uploads.First().Length.ShouldBeGreaterThan(10_000);

        await ana.ClickAsync(SlackActions.Receipt, answer.ButtonValue(SlackActions.Receipt));
        var receipt = await _slack.WaitForAsync(c => c.Method == "views.update" && c.Accepted);
        receipt.Body.GetRawText().ShouldContain("How MRR of $1,200 on ");

        await ana.ClickAsync("answer.ask.2", answer.ButtonValue("answer.ask.2"));
        await _slack.MessageAsync(m => m.Text.Contains("Team", StringComparison.Ordinal));
        await ana.ClickAsync(SlackActions.Share, answer.ButtonValue(SlackActions.Share));
        (await _slack.MessageAsync(m => m.Body.Text("response_type") == "in_channel")).Text.ShouldStartWith("MRR is $1,200");

        await ana.CommandAsync("mrr by regoin");
        await _slack.MessageAsync(m => m.Text.Contains("regoin", StringComparison.Ordinal));
        await program.Http.PostAsync(new Uri("/slack/commands", UriKind.Relative), new StringContent("unsigned"), Cancel);
        AssertSilent((await program.EndAsync()).Log, ana);
    }

    [Fact]
    public async Task KilledBetweenAcknowledgementAndAnswerTheNextProcessAnswers()
    {
        var never = new TaskCompletionSource();
        var held = new Fault.Held(never.Task);
        _slack.Fail("users.info", held);
        await using var killed = await StartAsync();
        var ana = new SlackPerson(killed.Http, _slack, TimeProvider.System);
        (await ana.CommandAsync("")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await held.Reached.WaitAsync(Cancel);
        await killed.EndAsync("KILL");
        _slack.Messages.ShouldBeEmpty();

        await LetTheLeaseRunOutAsync();
        await using var next = await StartAsync();
        (await _slack.MessageAsync()).Text.ShouldStartWith("MRR is $1,200 on ");
        never.SetResult();
    }

    /// <summary>Nothing that must stay secret may reach the log: tokens, signing secrets, response_urls, names, figures.</summary>
    private static void AssertSilent(string log, SlackPerson ana)
    {
        log.ShouldContain("A request to a Slack route was refused");
        foreach (var secret in (string[])[FakeSlack.Token, SlackPerson.Secret, "hook-canary", ana.LastResponseUrl, CustomerName, "1,200", "regoin", "U0ANA"])
            log.ShouldNotContain(secret);
    }

    private async Task<RunningBot> StartAsync()
    {
        var program = new BotProgram(_home);
        foreach (var (key, value) in new Dictionary<string, string>
        {
            ["Database__ConnectionString"] = _database.ConnectionString,
            ["Slack__BotToken"] = FakeSlack.Token,
            ["Slack__SigningSecrets__0"] = SlackPerson.Secret,
            ["Slack__ApiBaseUrl"] = _slack.ApiBaseUrl,
            ["Access__Slack__People__U0ANA"] = "totals",
            ["Access__Slack__Channels__0"] = "C0REVENUE",
        })
            program.Environment[$"REVENUEBOT__{key}"] = value;
        return await RunningBot.StartAsync(program, Cancel);
    }

    private async Task LetTheLeaseRunOutAsync()
    {
        await using var command = _database.DataSource.CreateCommand("UPDATE inbox SET due_at = now() WHERE source = 'slack' AND status = 0");
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
