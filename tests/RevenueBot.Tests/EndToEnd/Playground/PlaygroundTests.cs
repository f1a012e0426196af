using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using RevenueBot.Tests.Browsing;
using Xunit;

namespace RevenueBot.Tests.EndToEnd.Playground;

/// <summary>
/// The real program against Microsoft's own local Teams, by its page: a question, a button, a channel, an alert and what becomes of it. The
/// pictures stay in artifacts/playground to be looked at.
/// </summary>
public sealed class PlaygroundTests : IAsyncLifetime
{
    private const string Ana = "a0a0a0a0-0000-4000-8000-000000000001", Channel = "19:revenue@thread.tacv2", Alert = "Payment failed: Kay Freight";
    private readonly string _home = Directory.CreateTempSubdirectory("revenuebot-playground-").FullName;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private TestDatabase _database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await LearnAsync(new FactBatch
        {
            Customers = [new("kay", "Kay Freight", null, "US", null, null, null, null)],
            Plans = [new("team", "Team", 2, Currency.Parse("USD"), 120_000, IntervalUnit.Month, 1, null, null)],
            SubscriptionEvents =
            [
                new()
                {
                    Source = FactSource.Import, EventId = "evt_1", CustomerId = "kay", SubscriptionId = "sub_kay", ItemId = "sub_kay", PlanId = "team",
                    UnitAmountMinor = 120_000, Currency = Currency.Parse("USD"), Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = _now.AddMonths(-6),
                },
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task A_question_a_button_and_an_alert_by_the_page_of_the_playground()
    {
        NodePackages.SkipWithout();
        var pictures = Directory.CreateDirectory(Path.Combine(NodePackages.Root, "artifacts", "playground")).FullName;
        await using var bot = await StartAsync();
        await using var page = await PlaygroundPage.OpenAsync(bot.Http.BaseAddress!);
        await page.TurnToAsync("Personal Chat");
        await page.SeeAsync("RevenueBot is installed."); // before, the playground takes no messages
        await page.SayAsync("mrr");
        await page.SeeAsync("MRR is $1,200 on ");
        await page.PictureAsync(Path.Combine(pictures, "answer.png"));
        await page.PressAsync("Show receipt", "MRR is $1,200 on ");
        await page.SeeAsync("How MRR of $1,200 on");
        await page.PictureAsync(Path.Combine(pictures, "receipt.png"));

        await page.TurnToAsync("Larkspur - Revenue");
        await page.InstallAsync(Channel);
        await page.SeeAsync("Ana Alvarez added RevenueBot.");
        await FailThePaymentAsync();
        await page.SeeAsync(Alert);
        await page.PictureAsync(Path.Combine(pictures, "alert.png"));
        await page.PressAsync("Acknowledge", Alert);
        await page.SeeAsync("Acknowledged by");
        await page.SeeAsync("Ana Alvarez acknowledged this.");
        await page.MissAsync("Acknowledge", "Acknowledged: Kay Freight");
        await page.PictureAsync(Path.Combine(pictures, "acknowledged.png"));
    }

    /// <summary>A fact comes in and a rule fires: here, since the schedule leaves minutes between. The running program sends what it finds in the outbox.</summary>
    private async Task FailThePaymentAsync()
    {
        await LearnAsync(new FactBatch { Payments = [new(FactSource.Import, "pay_1", "kay", "sub_kay", 120_000, null, Currency.Parse("USD"), PaymentStatus.Failed, null, null, _now.AddHours(-1))] });
        var settings = new ConfigurationBuilder().AddInMemoryCollection(Values().Where(setting => !setting.Key.StartsWith("Teams:", StringComparison.Ordinal))).Build();
        await using var bot = await Bot.OpenAsync(Settings.Read(settings), Cancel);
        await bot.Services.GetServices<IRefresh>().Single(refresh => refresh.Name == "alerts").RunAsync(_now.AddMinutes(-10), Cancel); // what is written for later is sent later
    }

    private Task<ApplyResult> LearnAsync(FactBatch facts) => new FactStore(_database.DataSource, LedgerRules.Default, TimeProvider.System).ApplyAsync(facts, ct: Cancel);

    private async Task<RunningBot> StartAsync()
    {
        BotProgram program = new(_home);
        program.Environment["DOTNET_ENVIRONMENT"] = "Development";
        // In a file: shells pass on no variable whose name holds the hyphens of an object id.
        await File.WriteAllTextAsync(Path.Combine(_home, "appsettings.json"), JsonSerializer.Serialize(Values()), Cancel);
        return await RunningBot.StartAsync(program, Cancel);
    }

    private Dictionary<string, string?> Values() => new()
    {
        ["Database:ConnectionString"] = _database.ConnectionString, ["Jobs:Run"] = "false",
        ["Teams:AllowUnauthenticated"] = "true", ["Teams:TenantId"] = "7a1f5c3e-0d2b-4c6a-9e8f-000000000001",
        [$"Access:Teams:People:{Ana}"] = "customers", ["Access:Teams:Channels:0"] = Channel, ["Alerts:Channels:Default"] = $"teams:{Channel}",
    };
}
