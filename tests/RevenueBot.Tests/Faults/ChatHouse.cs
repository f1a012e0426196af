using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Npgsql;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;
using RevenueBot.Tests.Slack;
using RevenueBot.Tests.Teams;
using Xunit;

namespace RevenueBot.Tests.Faults;

/// <summary>The real program between a fake Slack, a fake Teams and a database, with a ledger on which MRR is $1,200 and ARR $14,400.</summary>
internal sealed class ChatHouse : IAsyncDisposable
{
    public const string CustomerName = "Canary Freight GmbH", CustomerEmail = "canary@freight.example";
    public const string SlackChannel = "C0REVENUE", TeamsChannel = "19:revenue@thread.tacv2";
    private readonly string _home = Directory.CreateTempSubdirectory("revenuebot-faults-").FullName;

    private ChatHouse(TestDatabase database, FakeSlack slack, FakeTeams teams) => (Database, Slack, Teams) = (database, slack, teams);

    public TestDatabase Database { get; }

    public FakeSlack Slack { get; }

    public FakeTeams Teams { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ChatHouse> OpenAsync()
    {
        ChatHouse house = new(await TestDatabase.CreateAsync(), await SlackBot.SlackAsync(), await TeamsBot.TeamsAsync());
        await new FactStore(house.Database.DataSource, LedgerRules.Default, TimeProvider.System).ApplyAsync(Facts(), ct: Cancel);
        return house;
    }

    public async Task<RunningBot> StartAsync(params (string Key, string? Value)[] settings)
    {
        var all = TeamsBot.Configuration(Teams).AsEnumerable().Where(setting => setting.Value is not null).ToDictionary();
        foreach (var (key, value) in (ReadOnlySpan<(string, string)>)
        [
            ("Database:ConnectionString", Database.ConnectionString), ("Jobs:Run", "false"), ("Api:Keys:0", "canary-api-key-0123456789abcdef0123456789abcdef"),
            ("Slack:BotToken", FakeSlack.Token), ("Slack:SigningSecrets:0", SlackPerson.Secret), ("Slack:ApiBaseUrl", Slack.ApiBaseUrl),
            ("Access:Slack:People:U0ANA", "totals"), ("Access:Slack:People:U0GUEST", "totals"), ("Access:Slack:Channels:0", SlackChannel), ("Access:Limits:PersonPerMinute", "100000"), ("Access:Limits:ChannelPerMinute", "100000"),
        ])
            all[key] = value;
        foreach (var (key, value) in settings)
            if (value is null) all.Remove(key);
            else all[key] = value;
        // In a file: shells pass on no variable whose name holds the hyphens of an object id.
        await File.WriteAllTextAsync(Path.Combine(_home, "appsettings.json"), JsonSerializer.Serialize(all), Cancel);
        return await RunningBot.StartAsync(new BotProgram(_home), Cancel);
    }

    public async Task PutAsync(OutboxItem item)
    {
        await using var connection = await Database.DataSource.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await OutboxStore.AddAsync(transaction, [item], TimeProvider.System.GetUtcNow(), Cancel);
        await transaction.CommitAsync(Cancel);
    }

    /// <summary>What a killed program had taken, the next one need not wait for.</summary>
    public async Task LetLeasesRunOutAsync()
    {
        await using var command = Database.DataSource.CreateCommand(
            "UPDATE inbox SET due_at = now() WHERE status = 0; UPDATE outbox SET locked_until = now() - interval '1 second' WHERE state = 1; UPDATE outbox SET due_at = now() WHERE state = 0; DELETE FROM outbox_pause");
        await command.ExecuteNonQueryAsync(Cancel);
    }

    /// <summary>Whoever waits, for a platform to answer again or for what may still arrive, need not: here everything is decided at once. What is being sent is left alone.</summary>
    public async Task LetWaitsRunOutAsync()
    {
        await using var command = Database.DataSource.CreateCommand(
            """
            UPDATE outbox SET due_at = now() WHERE state = 0;
            UPDATE outbox SET locked_until = now() WHERE state = 1 AND locked_until < now() + interval '31 seconds';
            DELETE FROM outbox_pause WHERE until > now() + interval '2 seconds'
            """);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var command = Database.DataSource.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }

    public async ValueTask DisposeAsync()
    {
        await Slack.DisposeAsync();
        await Teams.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    private static FactBatch Facts() => new()
    {
        Customers = [new Customer("cus_1", CustomerName, CustomerEmail, "DE", null, null, null, null)],
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
