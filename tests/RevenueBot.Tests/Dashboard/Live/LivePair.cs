using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RevenueBot.Dashboard.Live;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using RevenueBot.Tests.Slack.Alerts;
using Xunit;

namespace RevenueBot.Tests.Dashboard.Live;

/// <summary>Two replicas on one database, under one clock.</summary>
public sealed class LivePair : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> _settings = new() { ["Dashboard:SocketsPerPerson"] = "4" };

    public LivePair()
    {
        One = new DashboardBot(_settings, Time);
        Two = new DashboardBot(_settings, Time, One);
    }

    public SteppedTime Time { get; } = new();

    public DashboardBot One { get; }

    public DashboardBot Two { get; }

    internal NpgsqlDataSource Database => One.Services.GetRequiredService<NpgsqlDataSource>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await One.InitializeAsync();
        await Two.InitializeAsync();
        foreach (var replica in (DashboardBot[])[One, Two]) replica.Services.GetRequiredService<LiveBell>().Want();
    }

    public async ValueTask DisposeAsync()
    {
        await Two.DisposeAsync();
        await One.DisposeAsync();
    }

    /// <summary>Half a minute later all has been told, and what comes next is told at once.</summary>
    internal async Task CalmAsync()
    {
        await Patience.UntilAsync(async () =>
        {
            Time.Step(LiveStore.Gather);
            await using var command = Database.CreateCommand("SELECT NOT EXISTS (SELECT FROM change_notice), COALESCE((SELECT max(seq) FROM live_event), 0)");
            await using var rows = await command.ExecuteReaderAsync(Cancel);
            await rows.ReadAsync(Cancel);
            return rows.GetBoolean(0) && One.Services.GetRequiredService<LiveHub>().Seq == rows.GetInt64(1) && Two.Services.GetRequiredService<LiveHub>().Seq == rows.GetInt64(1);
        });
        Time.Step(LiveStore.Gather);
    }

    /// <summary>A customer who pays from now on, as a webhook brings it.</summary>
    internal Task SubscribeAsync(string customer, decimal minor = 9_900, string? name = null) => LearnAsync(new FactBatch
    {
        Customers = [new(customer, name ?? customer, null, null, null, null, Time.GetUtcNow(), null)],
        SubscriptionEvents =
        [
            new()
            {
                Source = FactSource.Import, EventId = $"{customer} {minor}", CustomerId = customer, SubscriptionId = $"sub_{customer}", ItemId = $"sub_{customer}", PlanId = "pro", UnitAmountMinor = minor,
                Currency = Currency.Parse("USD"), Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = Time.GetUtcNow(),
            },
        ],
    });

    internal Task PayAsync(string customer) => LearnAsync(new FactBatch
    {
        Payments = [new(FactSource.Import, $"pay_{customer}", customer, null, 9_900, 0, Currency.Parse("USD"), PaymentStatus.Succeeded, null, null, Time.GetUtcNow())],
    });

    internal Task<string> AlertAsync(string customer, long mrr = Book.Stake) => Book.TellOfAsync(Database, Time, "slack:C0ALERTS", mrr, customer);

    private Task<ApplyResult> LearnAsync(FactBatch facts) => One.Services.GetRequiredService<FactStore>().ApplyAsync(facts, ct: Cancel);
}
