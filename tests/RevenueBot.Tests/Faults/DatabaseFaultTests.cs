using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;
using RevenueBot.Teams.Cards;
using RevenueBot.Tests.Slack;
using RevenueBot.Tests.Teams;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Faults;

/// <summary>The database breaks connections, loses answers, is full, or lets nobody in, while people ask: nobody's question is lost.</summary>
public sealed class DatabaseFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan _slackWaits = TimeSpan.FromSeconds(3);

    /// <summary>Whoever sends too much in a minute is not heard: platforms send again after seconds.</summary>
    private static readonly TimeSpan _again = TimeSpan.FromMilliseconds(250);

    private readonly ShiftedTime _clock = new();
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;
    private FakeTeams _teams = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SlackBot.SlackAsync(_clock);
        _teams = await TeamsBot.TeamsAsync(_clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _slack.DisposeAsync();
        await _teams.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("every connection is ended by the server, again and again")]
    [InlineData("answers are lost after their effect")]
    public async Task ConnectionsThatBreakInTheMiddleOfACommitLoseNothing(string how)
    {
        await using var line = DatabaseLine.To(_database);
        await using var source = NpgsqlDataSource.Create(line.ConnectionString);
        await using var slack = await SlackBot.StartAsync(source, _slack, (_, _) => Task.FromResult(Answers.Mrr with { Chart = null }), _clock);
        await using var teams = await TeamsBot.StartAsync(source, _teams, _clock);
        using CancellationTokenSource over = new();
        var breaking = how.StartsWith("every", StringComparison.Ordinal) ? EndConnectionsAsync(over.Token) : LoseAnswersAsync(line, over.Token);
        await Task.WhenAll(Enumerable.Range(0, 24).SelectMany(i => (Task[])[MentionAsync(slack, i), WriteAsync(teams, i)]));
        await over.CancelAsync();
        await breaking;
        _clock.Shift(TimeSpan.FromSeconds(61)); // what a broken connection left claimed
        await DoneAsync();
        var (mentions, words) = (_slack.Messages.Count, _teams.Messages.GroupBy(message => message.Conversation).ToList());
        _slack.Messages.Select(message => message.Body.GetProperty("channel").GetString()).Distinct().Count().ShouldBe(24);
        words.Select(group => group.Key).Distinct().Count().ShouldBe(24);
        TestContext.Current.TestOutputHelper?.WriteLine($"48 questions, {mentions + _teams.Messages.Count} answers.");
        (mentions + _teams.Messages.Count).ShouldBeLessThan(60); // one that may have been told is told again, to its asker alone
    }

    [Fact]
    public async Task WhereTheServerLetsNobodyInPeopleAreToldToTryAgainAndThenAnswered()
    {
        const int limit = 4;
        var role = $"limited_{Environment.ProcessId}";
        await ExecuteAsync($"CREATE ROLE {role} LOGIN CONNECTION LIMIT {limit}; GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role}");
        NpgsqlConnectionStringBuilder text = new(_database.ConnectionString) { Username = role };
        await using (var source = NpgsqlDataSource.Create(text.ConnectionString))
        {
            List<NpgsqlConnection> occupants = [.. Enumerable.Range(0, limit).Select(_ => new NpgsqlConnection($"{text.ConnectionString};Pooling=false"))];
            foreach (var occupant in occupants) await occupant.OpenAsync(Cancel);
            await using var bot = await SlackBot.StartAsync(source, _slack, (_, _) => Task.FromResult(Answers.Mrr with { Chart = null }), _clock);
            await ToldToTryAgainAsync(bot);
            foreach (var occupant in occupants) await occupant.DisposeAsync();
            await AnsweredAsync(bot);
        }

        await ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
    }

    [Fact]
    public async Task OnAFullDiskPeopleAreToldToTryAgainAndThenAnswered()
    {
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack, (_, _) => Task.FromResult(Answers.Mrr with { Chart = null }), _clock);
        await ExecuteAsync("CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$; CREATE TRIGGER full_disk BEFORE INSERT ON inbox EXECUTE FUNCTION full_disk()");
        await ToldToTryAgainAsync(bot);
        await ExecuteAsync("DROP TRIGGER full_disk ON inbox");
        await AnsweredAsync(bot);
    }

    private async Task ToldToTryAgainAsync(SlackBot bot)
    {
        SlackPerson ana = new(bot.Http, _slack, _clock);
        (await (await Patience.WithinAsync(_slackWaits, () => ana.CommandAsync(""))).Content.ReadAsStringAsync(Cancel)).ShouldContain("Try again in a minute");
        (await Patience.WithinAsync(_slackWaits, () => ana.SendEventAsync(ana.EventBody("app_mention", "mrr", "Ev1")))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    private async Task AnsweredAsync(SlackBot bot)
    {
        SlackPerson ana = new(bot.Http, _slack, _clock);
        await Patience.UntilAsync(async () => (await (await ana.CommandAsync("")).Content.ReadAsStringAsync(Cancel)).Length == 0);
        await _slack.MessageAsync(message => ana.LastResponseUrl.EndsWith(message.Target, StringComparison.Ordinal));
    }

    /// <summary>As Slack does: what is not acknowledged comes again.</summary>
    private async Task MentionAsync(SlackBot bot, int number)
    {
        SlackPerson ana = new(bot.Http, _slack, _clock) { Channel = $"D0{number}A" };
        var body = ana.EventBody("message", "mrr", $"Ev{number}");
        await Patience.UntilAsync(async () => (await ana.SendEventAsync(body)).StatusCode == HttpStatusCode.OK, pause: _again);
    }

    private async Task WriteAsync(TeamsBot bot, int number)
    {
        TeamsPerson ana = new(bot.Http, _teams) { Conversation = $"a:{number}", User = $"29:ana" };
        var message = ana.Message("mrr");
        await Patience.UntilAsync(async () => (await ana.SendAsync((JsonObject)message.DeepClone())).StatusCode == HttpStatusCode.OK, pause: _again);
    }

    private async Task EndConnectionsAsync(CancellationToken over)
    {
        await using NpgsqlConnection connection = new($"{_database.ConnectionString};Pooling=false");
        await connection.OpenAsync(Cancel);
        await using NpgsqlCommand end = new("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'breaker'", connection);
        for (; !over.IsCancellationRequested; await Task.Delay(75, CancellationToken.None)) await end.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static async Task LoseAnswersAsync(DatabaseLine line, CancellationToken over)
    {
        Random random = new(4711);
        for (; !over.IsCancellationRequested; await Task.Delay(random.Next(10, 40), CancellationToken.None)) line.Lose(random.Next(3));
        line.Lose(0);
    }

    private Task DoneAsync() => Patience.UntilAsync(async () =>
    {
        await using NpgsqlConnection connection = new($"{_database.ConnectionString};Pooling=false");
        await connection.OpenAsync(Cancel);
        await using NpgsqlCommand command = new("SELECT count(*) FROM inbox WHERE status = 0", connection);
        return (long)(await command.ExecuteScalarAsync(Cancel))! == 0;
    });

    private async Task ExecuteAsync(string sql)
    {
        await using NpgsqlConnection connection = new($"{_database.ConnectionString};Pooling=false;Application Name=breaker");
        await connection.OpenAsync(Cancel);
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
