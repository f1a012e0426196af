using Dapper;
using Microsoft.Extensions.Configuration;
using RevenueBot.Ingest.AppDatabase;
using RevenueBot.Support;

namespace RevenueBot.Tests.Ingest.AppDatabase;

/// <summary>A database that plays the user's own application, beside an empty ledger.</summary>
internal sealed class Application : IAsyncDisposable
{
    private const string Schema =
        """
        CREATE TABLE users (id bigint PRIMARY KEY, name text, email text, company_id bigint, current_plan text, created_at timestamptz NOT NULL, updated_at timestamptz);
        CREATE TABLE subscription_plans (id text PRIMARY KEY, name text, amount_cents integer NOT NULL, currency text, interval text);
        CREATE TABLE subscriptions (id bigint PRIMARY KEY, user_id bigint, plan_id text, status text NOT NULL, current_period_start timestamptz,
          current_period_end timestamptz, trial_end timestamptz, ended_at timestamptz, created_at timestamp NOT NULL, updated_at timestamp NOT NULL);
        CREATE TABLE billing_events (id bigint PRIMARY KEY, user_id bigint, event_type text NOT NULL, amount_cents integer NOT NULL, processed_at timestamptz NOT NULL);
        CREATE TABLE usage_records (id bigint PRIMARY KEY, user_id bigint, quantity numeric NOT NULL, recorded_at timestamptz NOT NULL);
        INSERT INTO subscription_plans VALUES ('basic', 'Basic', 4900, 'USD', 'monthly'), ('pro', 'Pro', 120000, NULL, 'year'), ('odd', 'Odd', 100, NULL, 'fortnight');
        INSERT INTO users VALUES (1, 'Ada', 'ada@example.com', 7, 'basic', '2026-01-05T10:00:00Z', NULL), (2, 'Bo', NULL, 7, 'pro', '2026-02-01T10:00:00Z', '2026-02-01T10:00:00Z');
        """;

    private readonly TestDatabase _database;

    private Application(TestDatabase database, Ledger ledger)
    {
        _database = database;
        Ledger = ledger;
    }

    public Ledger Ledger { get; }

    public string ConnectionString => _database.ConnectionString;

    public static async Task<Application> CreateAsync(CancellationToken cancel)
    {
        var application = new Application(await TestDatabase.CreateEmptyAsync(), await Ledger.CreateAsync(cancel));
        await application.ExecuteAsync(Schema);
        return application;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    public AppDatabaseSource Source(params (string Key, string Value)[] settings)
    {
        var values = settings.ToDictionary(s => $"AppDatabase:{s.Key}", s => (string?)s.Value);
        values["AppDatabase:ConnectionString"] = ConnectionString;
        var options = AppDatabaseOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build())!;
        return new AppDatabaseSource(options, Ledger.Store, new Watermarks(Ledger.Database, TimeProvider.System), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await Ledger.DisposeAsync();
    }
}
