using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using RevenueBot.Access;
using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;
using RevenueBot.Slack;
using RevenueBot.Slack.Alerts;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Slack;
using RevenueBot.Tests.Access;

namespace RevenueBot.Tests.Delivering;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class Clock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 10, 14, 5, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>An outbox on a real database and dispatchers that send to a fake Slack, by a clock of the test's own.</summary>
internal sealed class Outbox : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly List<SlackParts> _parts = [];

    private Outbox(TestDatabase database, FakeSlack slack, Clock clock) => (_database, Slack, Clock) = (database, slack, clock);

    public FakeSlack Slack { get; }

    public Clock Clock { get; }

    public OutboxStore Store => new(_database.DataSource);

    public static async Task<Outbox> OpenAsync()
    {
        Clock clock = new();
        var slack = await FakeSlack.StartAsync(clock);
        slack.Channels["C0ALERTS"] = new FakeChannel();
        slack.Channels["C0OTHERS"] = new FakeChannel();
        slack.Channels["C0PARTNER"] = new FakeChannel(IsExtShared: true);
        slack.Users["U0ANA"] = new FakeUser();
        slack.Users["U0EVA"] = new FakeUser();
        return new(await TestDatabase.CreateAsync(), slack, clock);
    }

    /// <summary>A replica of its own: its client knows nothing of the other's pauses.</summary>
    public Dispatcher Dispatcher() => new(Store, [Notifier()], new(), Clock);

    public INotifier Notifier()
    {
        var parts = Parts();
        SlackTrends trends = new(new SlackPictures(parts.Clients, new HurriedTime(Clock.Now), NullLogger<SlackPictures>.Instance));
        return new SlackNotifier(parts.Places, Audience(), trends, new(new Uri("https://revenue.larkspur.example")));
    }

    public SlackAlertChecks SlackChecks(params string[] alsoAllowed) => new(Parts().Places, Audience(alsoAllowed));

    private SlackParts Parts()
    {
        _parts.Add(new(_database.DataSource, Slack.ApiBaseUrl, Clock));
        return _parts[^1];
    }

    private static SlackAudience Audience(params string[] alsoAllowed) => new(Books.Slack(new AccessRules
    {
        Channels = new HashSet<string>(["C0ALERTS", "C0OTHERS", "C0PARTNER", "C0GONE", .. alsoAllowed]),
        People = new Dictionary<string, Role> { ["U0ANA"] = Role.Customers, ["U0EVA"] = Role.Totals },
    }));

    public Task PutAsync(string key, AlertCard card, string channel = "C0ALERTS", bool repeats = true) =>
        AddAsync(new OutboxItem($"slack:{channel}", key, null) { Card = card, AlertId = key, RepeatsUnknown = repeats });

    public Task PutAsync(string key, string line, string channel = "C0ALERTS") =>
        AddAsync(new OutboxItem($"slack:{channel}", key, $"{key}:{line}") { Line = new ThreadLine(line) });

    public Task<IReadOnlyList<DeadLetter>> DeadAsync() => Store.DeadAsync(10, CancellationToken.None);

    public Task<bool> ReplayAsync(long id) => Store.ReplayAsync(id, Clock.Now, CancellationToken.None);

    /// <summary>Steps until nothing is due, then moves the clock, until so much time has passed.</summary>
    public async Task RunAsync(TimeSpan time, params Dispatcher[] dispatchers)
    {
        var until = Clock.Now + time;
        while (true)
        {
            while ((await Task.WhenAll(dispatchers.Select(one => one.StepAsync(default)))).Any(did => did)) { }
            if (Clock.Now >= until) return;
            Clock.Now += TimeSpan.FromSeconds(2);
        }
    }

    public async Task<IReadOnlyList<(string Key, short State, string? Error)>> RowsAsync()
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync();
        return [.. await connection.QueryAsync<(string, short, string?)>("SELECT message_key, state, error FROM outbox ORDER BY id")];
    }

    public async ValueTask DisposeAsync()
    {
        _parts.ForEach(parts => parts.Dispose());
        await Slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task AddAsync(OutboxItem item)
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await OutboxStore.AddAsync(transaction, [item], Clock.Now, default);
        await transaction.CommitAsync();
    }
}
