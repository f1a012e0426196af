using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RevenueBot.Access;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Reports;
using RevenueBot.Reports.Scheduling;
using RevenueBot.Reports.Sending;
using RevenueBot.Reports.Watching;
using RevenueBot.Slack;
using RevenueBot.Slack.Alerts;
using RevenueBot.Slack.Digests;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Access;
using RevenueBot.Tests.Delivering;
using RevenueBot.Tests.Slack;

namespace RevenueBot.Tests.Reports.Sending;

/// <summary>Schedules, a real database, and a fake Slack, by a clock that stands still until it is moved. New York; MRR is $58,430.</summary>
internal sealed class SendingHouse : IAsyncDisposable
{
    public static readonly Company Company = new("Larkspur", new CompanyCalendar(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")), Currency.Parse("USD"));
    private readonly List<SlackParts> _parts = [];
    private readonly TestDatabase _database;
    private int _built;

    private SendingHouse(TestDatabase database, FakeSlack slack, Clock clock) => (_database, Slack, Clock) = (database, slack, clock);

    public FakeSlack Slack { get; }

    public Clock Clock { get; }

    public NpgsqlDataSource Source => _database.DataSource;

    public TestDatabase Database => _database;

    /// <summary>How often a report was built.</summary>
    public int Built => _built;

    /// <summary>Rules of Slack: channels that begin with C0 may show figures.</summary>
    public AccessRules Rules { get; set; } = new();

    public static async Task<SendingHouse> OpenAsync(int channels = 2)
    {
        Clock clock = new() { Now = new(2026, 11, 10, 17, 0, 0, TimeSpan.Zero) };
        var slack = await FakeSlack.StartAsync(clock);
        var names = Names(channels).ToList();
        foreach (var name in (string[])[.. names, "C0OPS"]) slack.Channels[name] = new FakeChannel();
        slack.Users["U0ANA"] = new FakeUser();
        return new(await TestDatabase.CreateAsync(), slack, clock)
        {
            Rules = new() { Channels = new HashSet<string>([.. names, "C0OPS"]), People = new Dictionary<string, Role> { ["U0ANA"] = Role.Totals } },
        };
    }

    public static IEnumerable<string> Names(int channels) => Enumerable.Range(0, channels).Select(number => $"C0EXEC{number}");

    /// <summary>One replica: what it does in a minute, and its dispatcher.</summary>
    public Replica Start(params (string Key, string Value)[] settings) => new(this, settings);

    public (SlackPlaces Places, SlackAudience Audience, SlackParts Parts) SlackOf()
    {
        SlackParts parts = new(Source, Slack.ApiBaseUrl, Clock);
        _parts.Add(parts);
        return (parts.Places, new SlackAudience(Books.Slack(Rules)), parts);
    }

    public Task<Digest> BuildAsync(DigestPeriod period, DateTimeOffset now, CancellationToken cancel) => Task.FromResult(FixedDigest.Of(period, $"MRR is $58,430, build {Interlocked.Increment(ref _built)}."));

    public async Task<IReadOnlyList<(string Destination, string Key, short State, string? Error)>> RowsAsync()
    {
        await using var connection = await Source.OpenConnectionAsync();
        return [.. await connection.QueryAsync<(string, string, short, string?)>("SELECT destination, dedupe_key, state, error FROM outbox ORDER BY id")];
    }

    public async ValueTask DisposeAsync()
    {
        _parts.ForEach(parts => parts.Dispose());
        await Slack.DisposeAsync();
        await _database.DisposeAsync();
    }
}

/// <summary>One copy of the program on the house's database.</summary>
internal sealed class Replica
{
    private readonly SendingHouse _house;

    public Replica(SendingHouse house, IEnumerable<(string Key, string Value)> settings, params INotifier[] notifiers)
    {
        _house = house;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create($"Reports:{one.Key}", (string?)one.Value))).Build();
        Settings = ReportSettings.Read(configuration, SendingHouse.Company);
        Schedules = new(house.Source, Settings, SendingHouse.Company);
        DigestStore digests = new(house.Source, house.BuildAsync);
        Clockwork = new(Schedules, new(house.Source), digests, NullLogger<DigestClock>.Instance);
        Watch = new(Schedules, new(house.Source), Settings, SendingHouse.Company);
        var (places, audience, parts) = house.SlackOf();
        SlackPictures pictures = new(parts.Clients, new HurriedTime(house.Clock.Now), NullLogger<SlackPictures>.Instance);
        SlackReports reports = new(places, audience, new(digests, SendingHouse.Company, house.Clock), new(pictures), new(new SlackOptions { SigningSecrets = [SlackPerson.Secret] }), new(null), house.Clock);
        Dispatcher = new(new OutboxStore(house.Source), [new SlackNotifier(places, audience, new(pictures), new(null), reports), .. notifiers], new(), house.Clock);
    }

    public DateTimeOffset Now => _house.Clock.Now;

    public ReportSettings Settings { get; }

    public ScheduleStore Schedules { get; }

    public DigestClock Clockwork { get; }

    public ReportWatch Watch { get; }

    public Dispatcher Dispatcher { get; }

    /// <summary>Lets time pass, minute by minute: schedules are looked at, and what is due is sent.</summary>
    public Task RunAsync(TimeSpan time) => RunAsync(time, this);

    public static async Task RunAsync(TimeSpan time, params Replica[] replicas)
    {
        var clock = replicas[0]._house.Clock;
        for (var until = clock.Now + time; clock.Now < until; clock.Now += TimeSpan.FromMinutes(1))
        {
            await Task.WhenAll(replicas.Select(replica => replica.Clockwork.RunAsync(clock.Now, default)));
            await SendAsync(replicas);
        }
    }

    /// <summary>Sends what is due and what becomes due within a minute.</summary>
    public static async Task SendAsync(params Replica[] replicas)
    {
        var clock = replicas[0]._house.Clock;
        for (var (began, until) = (clock.Now, clock.Now.AddSeconds(30)); ; clock.Now += TimeSpan.FromSeconds(2))
        {
            while ((await Task.WhenAll(replicas.Select(one => one.Dispatcher.StepAsync(default)))).Any(did => did)) { }
            if (clock.Now < until) continue;
            clock.Now = began;
            return;
        }
    }
}
