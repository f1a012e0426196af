using System.Globalization;
using System.Net;
using Npgsql;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Stripe;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.EndToEnd;

/// <summary>
/// The main job, by the real program over HTTP: a company connects Stripe, its past is read, a change arrives by webhook, and
/// <c>/mrr</c> in Slack gives the right number with a chart.
/// </summary>
public sealed class MainJobTests : IAsyncLifetime
{
    private static readonly SimPrice _team = new("price_team", 4_900);
    private static readonly SimPrice _business = new("price_business", 9_900);
    private static readonly TimeSpan _mayTake = TimeSpan.FromMinutes(1);
    private readonly string _home = Directory.CreateTempSubdirectory("revenuebot-main-").FullName;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly StripeWorld _world = new();
    private TestDatabase _database = null!;
    private FakeStripe _stripe = null!;
    private FakeSlack _slack = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _stripe = await FakeStripe.StartAsync(_world);
        _slack = await FakeSlack.StartAsync();
        _slack.Users["U0ANA"] = new FakeUser();
        _slack.Channels["C0REVENUE"] = new FakeChannel();
    }

    public async ValueTask DisposeAsync()
    {
        await _slack.DisposeAsync();
        await _stripe.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task Backfill_then_webhook_then_the_answer_with_its_chart()
    {
        var ada = new SimSubscription(_world, _world.AddCustomer(_now.AddMonths(-6), "Ada"), _now.AddMonths(-6), _team);
        var bo = new SimSubscription(_world, _world.AddCustomer(_now.AddMonths(-3), "Bo"), _now.AddMonths(-3), _team);
        ada.Change(_now.AddMonths(-2).AddDays(3), _business).Until(_now.AddMinutes(-1));
        bo.Until(_now.AddMinutes(-1));

        (await Program().RunAsync("backfill", "stripe")).ExitCode.ShouldBe(0);
        await using var bot = await RunningBot.StartAsync(Program(), Cancel);
        var ana = new SlackPerson(bot.Http, _slack, TimeProvider.System);

        (await AskAsync(ana, "")).ShouldStartWith("MRR is $148 on ");
        (await AskAsync(ana, AsOf(_now.AddMonths(-2).AddDays(-5)))).ShouldStartWith("MRR is $98 on ");
        (await AskAsync(ana, AsOf(_now.AddMonths(-4)))).ShouldStartWith("MRR is $49 on ");

        bo.Change(TimeProvider.System.GetUtcNow(), _business);
        await SendNewestAsync(bot.Http, "customer.subscription.updated");
        var answer = await AskAsync(ana, "");
        answer.ShouldStartWith("MRR is $198 on ");
        await _slack.MessageAsync(message => message.HasPicture && message.Text == answer);
        _slack.Uploads.Last().Length.ShouldBeGreaterThan(10_000);
        _slack.Problems.ShouldBeEmpty();
    }

    private static string AsOf(DateTimeOffset instant) => $"as of {instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    /// <summary>Asks, and waits for the message that answers this very command.</summary>
    private async Task<string> AskAsync(SlackPerson ana, string text)
    {
        (await ana.CommandAsync(text)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var url = ana.LastResponseUrl;
        return (await _slack.MessageAsync(message => url.EndsWith(message.Target, StringComparison.Ordinal))).Text;
    }

    /// <summary>Sends the newest event of a type, signed, and waits until the ledger says that it changed.</summary>
    private async Task SendNewestAsync(HttpClient bot, string type)
    {
        await using var listener = await _database.DataSource.OpenConnectionAsync(Cancel);
        await new NpgsqlCommand("LISTEN metrics_changed", listener).ExecuteNonQueryAsync(Cancel);
        var sender = new StripeSender(bot, new Uri("/stripe/webhook", UriKind.Relative), StripeSender.Secret, TimeProvider.System);
        (await sender.SendAsync(_world.All("events").First(e => (string?)e["type"] == type))).ShouldBe(HttpStatusCode.OK);
        (await listener.WaitAsync(_mayTake, Cancel)).ShouldBeTrue();
    }

    private BotProgram Program()
    {
        var program = new BotProgram(_home);
        foreach (var (key, value) in new Dictionary<string, string>
        {
            ["Database__ConnectionString"] = _database.ConnectionString,
            ["Stripe__ApiKey"] = FakeStripe.Key,
            ["Stripe__ApiBaseUrl"] = _stripe.Address.ToString(),
            ["Stripe__WebhookSecrets__0"] = StripeSender.Secret,
            ["Stripe__MaxRequestsPerSecond"] = "500",
            ["Slack__BotToken"] = FakeSlack.Token,
            ["Slack__SigningSecrets__0"] = SlackPerson.Secret,
            ["Slack__ApiBaseUrl"] = _slack.ApiBaseUrl,
            ["Access__Slack__People__U0ANA"] = "totals",
            ["Access__Slack__Channels__0"] = "C0REVENUE",
        })
            program.Environment[$"REVENUEBOT__{key}"] = value;
        return program;
    }
}
