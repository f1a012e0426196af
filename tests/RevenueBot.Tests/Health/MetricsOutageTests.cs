using Microsoft.Extensions.Configuration;
using RevenueBot.Configuration;
using RevenueBot.Support;
using RevenueBot.Tests.Access;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Health;

/// <summary>The page is there when it is needed most: while the database is not.</summary>
public sealed class MetricsOutageTests : IAsyncLifetime
{
    private const string Ready = "revenuebot_http_requests_total{route=\"/readyz\",method=\"GET\",status=\"2xx\"}";
    private readonly MovableClock _clock = new();
    private readonly HttpClient _client = new();
    private TestDatabase _database = null!;
    private DatabaseLine _line = null!;
    private Bot _bot = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _line = DatabaseLine.To(_database);
        _bot = await Bot.OpenAsync(Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = _line.ConnectionString, ["Listen:Port"] = "0", ["Jobs:Run"] = "false",
        }).Build()), Cancel, _clock);
        await _bot.App.StartAsync(Cancel);
        _client.BaseAddress = new Uri(_bot.App.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _bot.App.StopAsync(CancellationToken.None);
        await _bot.DisposeAsync();
        await _line.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task While_the_database_is_away_the_rest_is_told_and_afterwards_everything()
    {
        (await _client.GetAsync(new Uri("/readyz", UriKind.Relative), Cancel)).EnsureSuccessStatusCode();
        (await Scraped.OfAsync(_client)).Values.ShouldContainKey("revenuebot_outbox_waiting");
        _line.Cut();
        _clock.Add(TimeSpan.FromSeconds(5));
        var page = await Scraped.OfAsync(_client);
        page["revenuebot_database_up"].ShouldBe(0);
        page["process_resident_memory_bytes"].ShouldBeGreaterThan(0);
        page[Ready].ShouldBe(1);
        page.Values.Keys.ShouldNotContain(series => series.StartsWith("revenuebot_outbox", StringComparison.Ordinal) || series.StartsWith("revenuebot_job", StringComparison.Ordinal));
        _line.Mend();
        await Patience.UntilAsync(async () =>
        {
            _clock.Add(TimeSpan.FromSeconds(5));
            return (await Scraped.OfAsync(_client))["revenuebot_database_up"] == 1;
        });
        (await Scraped.OfAsync(_client)).Values.ShouldContainKey("revenuebot_outbox_waiting");
    }

    [Fact]
    public async Task A_database_that_does_not_answer_keeps_nobody_waiting()
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using (var hold = connection.CreateCommand())
        {
            hold.CommandText = "LOCK TABLE inbox";
            await hold.ExecuteNonQueryAsync(Cancel);
        }

        var began = TimeProvider.System.GetTimestamp();
        (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Scraped.OfAsync(_client)))).ShouldAllBe(page => page["revenuebot_database_up"] == 0);
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(8));
        await transaction.RollbackAsync(Cancel);
    }
}
