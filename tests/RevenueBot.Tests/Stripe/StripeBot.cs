using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using RevenueBot.Ingest.Stripe;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using RevenueBot.Support.Stripe;

namespace RevenueBot.Tests.Stripe;

/// <summary>The Stripe side of the bot on a real database, against a fake Stripe; the inbox is worked off on demand.</summary>
internal sealed class StripeBot : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private readonly TestDatabase _database;
    private readonly bool _ownsDatabase;

    private StripeBot(TestDatabase database, bool ownsDatabase, FakeStripe stripe, HurriedTime time, WebApplication app)
    {
        (_database, _ownsDatabase, Stripe, Time, _app) = (database, ownsDatabase, stripe, time, app);
        Sender = new StripeSender(_http, new Uri(new Uri(app.Urls.First()), StripeWebhook.Path), StripeSender.Secret, time);
    }

    public FakeStripe Stripe { get; }
    public HurriedTime Time { get; }
    public StripeSender Sender { get; }
    public NpgsqlDataSource Database => _database.DataSource;
    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <param name="source">Another way to the database, for example one that leads nowhere.</param>
    public static async Task<StripeBot> StartAsync(FakeStripe stripe, DateTimeOffset now, TestDatabase? database = null, NpgsqlDataSource? source = null)
    {
        var time = new HurriedTime(now);
        var ownsDatabase = database is null;
        database ??= await TestDatabase.CreateAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(source ?? database.DataSource).AddSingleton<TimeProvider>(time).AddSingleton(LedgerRules.Default).AddSingleton<FactStore>().AddSingleton<LedgerReader>().AddSingleton<Inbox>();
        builder.Services.AddStripe(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Stripe:ApiKey"] = FakeStripe.Key, ["Stripe:ApiBaseUrl"] = stripe.Address.ToString(), ["Stripe:WebhookSecrets:0"] = StripeSender.Secret,
        }).Build());
        foreach (var hosted in builder.Services.Where(s => s.ServiceType == typeof(IHostedService)).ToArray()) builder.Services.Remove(hosted);
        var app = builder.Build();
        app.MapStripe();
        await app.StartAsync();
        return new StripeBot(database, ownsDatabase, stripe, time, app);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        if (_ownsDatabase) await _database.DisposeAsync();
    }

    /// <param name="kill">Ends the run wherever it is.</param>
    public Task<BackfillResult> BackfillAsync(CancellationTokenSource? kill = null) => Get<StripeBackfill>().RunAsync(null, kill?.Token ?? CancellationToken.None);

    public Task<int> DrainAsync() => Get<StripeInboxWorker>().DrainAsync(CancellationToken.None);

    /// <summary>MRR of a subscription at the end of a day in micro-units, from the ledger.</summary>
    public Task<long> MrrAsync(string subscription, DateOnly day) =>
        ScalarAsync("SELECT COALESCE(sum(amount), 0)::bigint FROM movement WHERE subscription_id = $1 AND day <= $2 AND superseded_at = 'infinity'", subscription, day);

    /// <summary>The ledger rows of every subscription.</summary>
    public async Task<ILookup<string, (DateOnly Day, long Amount)>> MovementsAsync()
    {
        List<(string Subscription, DateOnly Day, long Amount)> rows = [];
        await using var command = Database.CreateCommand("SELECT subscription_id, day, amount FROM movement WHERE superseded_at = 'infinity'");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) rows.Add((reader.GetString(0), reader.GetFieldValue<DateOnly>(1), reader.GetInt64(2)));
        return rows.ToLookup(row => row.Subscription, row => (row.Day, row.Amount));
    }

    public async Task<long> ScalarAsync(string sql, params object[] parameters)
    {
        await using var command = Database.CreateCommand(sql);
        foreach (var value in parameters) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Everything the ledger and the facts hold, in an order of its own, to compare two ways of getting there.</summary>
    public async Task<IReadOnlyList<string>> LedgerAsync()
    {
        List<string> rows = [];
        await using var command = Database.CreateCommand(
            "SELECT concat_ws(' ', customer_id, day, seq, subscription_id, plan_id, kind, amount, committed, customers) FROM movement WHERE superseded_at = 'infinity' ORDER BY 1");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }
}
