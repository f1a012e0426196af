using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using Xunit;

namespace RevenueBot.Tests.Questions;

/// <summary>The composed bot on a database of its own, listening on loopback, with a few subscriptions of 2024.</summary>
public sealed class LiveBot : IAsyncLifetime
{
    public const string Key = "key-0123456789abcdef";

    private readonly TestDatabase _database;
    private readonly Bot _bot;
    private readonly bool _isEmpty, _isShared;

    public LiveBot()
        : this([])
    {
    }

    /// <param name="isEmpty">Without a single fact.</param>
    /// <param name="time">Null: that of the machine.</param>
    /// <param name="shared">The database of another replica; null: one of its own.</param>
    internal LiveBot(Dictionary<string, string?> more, bool isEmpty = false, TimeProvider? time = null, TestDatabase? shared = null)
    {
        _isEmpty = isEmpty;
        _isShared = shared is not null;
        _database = shared ?? TestDatabase.CreateAsync().GetAwaiter().GetResult();
        _bot = Bot.OpenAsync(Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(more)
        {
            ["Database:ConnectionString"] = _database.ConnectionString, ["Listen:Port"] = "0", ["Company:TimeZone"] = "America/New_York",
            ["Jobs:Run"] = "false", ["Api:Keys:0"] = "another-key-0123456789", ["Api:Keys:1"] = Key,
        }).Build()), CancellationToken.None, time, _database.DataSource).GetAwaiter().GetResult();
    }

    internal IServiceProvider Services => _bot.Services;

    internal TestDatabase Database => _database;

    public HttpClient Client { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await _bot.App.StartAsync();
        Client.BaseAddress = new Uri(_bot.App.Urls.Single());
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        if (_isEmpty) return;
        await Services.GetRequiredService<FactStore>().ApplyAsync(Facts(), new FactOptions(DataThrough: new SourceState("files", new(2024, 7, 1, 12, 0, 0, TimeSpan.Zero))));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _bot.App.StopAsync();
        await _bot.DisposeAsync();
        if (!_isShared) await _database.DisposeAsync();
    }

    private static FactBatch Facts() => new()
    {
        Plans = [new("pro", "Pro", 2, null, null, null, null, null, null), new("solo", "Solo", 1, null, null, null, null, null, null)],
        SubscriptionEvents =
        [
            Event("e1", "ada", "solo", 2_900, new(2024, 1, 10, 15, 0, 0, TimeSpan.Zero)),
            Event("e2", "bo", "pro", 9_900, new(2024, 2, 20, 15, 0, 0, TimeSpan.Zero)),
            Event("e3", "ada", "pro", 9_900, new(2024, 3, 5, 15, 0, 0, TimeSpan.Zero)),
            Event("e4", "cy", "solo", 2_900, new(2024, 3, 6, 15, 0, 0, TimeSpan.Zero)),
            Event("e5", "cy", "solo", 2_900, new(2024, 5, 6, 15, 0, 0, TimeSpan.Zero)) with { Status = SubscriptionStatus.Canceled },
        ],
    };

    private static SubscriptionEvent Event(string id, string customer, string plan, decimal minor, DateTimeOffset at) => new()
    {
        Source = FactSource.Import, EventId = id, CustomerId = customer, SubscriptionId = "sub_" + customer, ItemId = "sub_" + customer, PlanId = plan,
        UnitAmountMinor = minor, Currency = Currency.Parse("USD"), Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = at,
    };
}
