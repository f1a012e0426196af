using System.Globalization;
using Npgsql;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Faults;

/// <summary>The real program sends a report to forty channels while it is killed again and again, runs twice, and loses its database: each channel has it once.</summary>
public sealed class ReportFaultTests : IAsyncLifetime
{
    private const int Channels = 40;
    private ChatHouse _house = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _house = await ChatHouse.OpenAsync();
        for (var number = 0; number < Channels; number++) _house.Slack.Channels[$"C0R{number}"] = new FakeChannel();
        // In force since yesterday and due some minutes ago, as after a restart.
        var due = TimeProvider.System.GetUtcNow().AddMinutes(-3);
        await using var command = _house.Database.DataSource.CreateCommand(string.Create(CultureInfo.InvariantCulture,
            $"INSERT INTO digest_schedule (id, kind, destination, cron, zone, is_configured, since, created_by) SELECT 'daily/slack:C0R' || n, 0, 'slack:C0R' || n, '{due.Minute} {due.Hour} * * *', 'UTC', true, now() - interval '20 minutes', 'configuration' FROM generate_series(0, {Channels - 1}) n"));
        await command.ExecuteNonQueryAsync(Cancel);
        _settings =
        [
            ("Jobs:Run", "true"), ("Jobs:StartDelaySeconds", "0"), ("Reports:Daily:Cron", string.Create(CultureInfo.InvariantCulture, $"{due.Minute} {due.Hour} * * *")), ("Reports:Daily:TimeZone", "UTC"),
            .. Enumerable.Range(0, Channels).SelectMany(number => ((string, string?)[])[($"Reports:Daily:Channels:{number}", $"slack:C0R{number}"), ($"Access:Slack:Channels:{number + 1}", $"C0R{number}")]),
        ];
    }

    private (string, string?)[] _settings = [];

    public async ValueTask DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Killed_in_the_middle_started_anew_and_run_twice_each_channel_has_it_once()
    {
        _house.Slack.Fail("chat.postMessage", [.. Enumerable.Range(0, 60).Select(number => number % 7 == 0 ? new Fault.HeldAfterEffect(Task.Delay(700)) : (Fault)new Fault.Held(Task.Delay(40)))]);
        foreach (var posted in (int[])[3, 14, 25])
        {
            await using var bot = await _house.StartAsync(_settings);
            await PostedAsync(posted);
            await bot.EndAsync("KILL");
            await _house.LetLeasesRunOutAsync();
        }

        await using RunningBot one = await _house.StartAsync(_settings), two = await _house.StartAsync(_settings);
        await SettledAsync();
        EachHasItOnce();
        (await _house.CountAsync("SELECT count(*) FROM digest")).ShouldBe(1);
    }

    [Fact]
    public async Task The_database_goes_away_in_the_middle_and_comes_back_and_each_channel_has_it_once()
    {
        await using var line = DatabaseLine.To(_house.Database);
        _house.Slack.Fail("chat.postMessage", [.. Enumerable.Range(0, 60).Select(_ => (Fault)new Fault.Held(Task.Delay(40)))]);
        await using var bot = await _house.StartAsync([.. _settings, ("Database:ConnectionString", line.ConnectionString)]);
        await PostedAsync(8);
        line.Cut();
        await ReadyAsync(bot, isReady: false);
        line.Mend();
        await ReadyAsync(bot, isReady: true);
        await SettledAsync();
        EachHasItOnce();
    }

    private void EachHasItOnce()
    {
        for (var number = 0; number < Channels; number++)
        {
            var posts = _house.Slack.Board.Where(message => message.Channel == $"C0R{number}").ToList();
            posts.Count(message => string.IsNullOrEmpty(message.ThreadTs)).ShouldBe(1, $"C0R{number}");
            posts.Select(message => message.DeliveryId).Distinct().Count().ShouldBe(posts.Count, $"C0R{number}");
        }
    }

    /// <summary>What an outage left claimed, nobody need wait for; what is being sent is left alone.</summary>
    private async Task ReleaseAsync()
    {
        await using var command = _house.Database.DataSource.CreateCommand("UPDATE outbox SET locked_until = now() WHERE state = 1 AND locked_until < now() + interval '115 seconds'");
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private Task PostedAsync(int count) => WithinAsync(() => Task.FromResult(_house.Slack.Board.Count >= count));

    private Task SettledAsync() => WithinAsync(async () =>
    {
        try
        {
            await ReleaseAsync();
            await _house.LetWaitsRunOutAsync();
            return await _house.CountAsync("SELECT count(*) FROM digest_run") == Channels && await _house.CountAsync("SELECT count(*) FROM outbox WHERE state IN (0, 1)") == 0;
        }
        catch (NpgsqlException error) when (error.IsTransient)
        {
            return false; // the test's own connection had no answer; the program's are not looked at here
        }
    });

    private static Task ReadyAsync(RunningBot bot, bool isReady) => WithinAsync(async () => (await bot.Http.GetAsync(new Uri("/readyz", UriKind.Relative), Cancel)).IsSuccessStatusCode == isReady);

    private static Task WithinAsync(Func<Task<bool>> reached) => Patience.UntilAsync(reached, TimeSpan.FromSeconds(100));
}
