using System.Globalization;
using System.Net;
using System.Text;
using Npgsql;
using RevenueBot.Slack;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

/// <summary>The door: who is let in, what is acknowledged, what is stored.</summary>
public sealed class SlackEndpointTests : IAsyncLifetime
{
    private const string Form = "application/x-www-form-urlencoded";
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;
    private SlackBot _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SlackBot.SlackAsync();
        _bot = await SlackBot.StartAsync(_database.DataSource, _slack);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("/slack/commands")]
    [InlineData("/slack/interactions")]
    [InlineData("/slack/events")]
    public async Task AForgedSignatureIsRefusedAndNothingStored(string path)
    {
        var forger = new SlackPerson(_bot.Http, _slack, TimeProvider.System) { SigningSecret = "not-the-secret" };
        (await forger.SendAsync(path, forger.CommandBody("mrr"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await StoredAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("now", "v0=00")]
    [InlineData("1531420618", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    public async Task GarbledHeadersAreRefused(string timestamp, string signature)
    {
        var ana = _bot.Ana;
        (await ana.SendAsync("/slack/commands", ana.CommandBody("mrr"), Form, timestamp, signature)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task AReplayAfterSixMinutesIsRefused()
    {
        var ana = _bot.Ana;
        var body = ana.CommandBody("mrr");
        var timestamp = TimeProvider.System.GetUtcNow().AddMinutes(-6).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = SlackSignature.Sign(Encoding.UTF8.GetBytes(body), timestamp, SlackPerson.Secret);
        (await ana.SendAsync("/slack/commands", body, Form, timestamp, signature)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        _bot.Log.Text.ShouldContain("OutOfTime");
    }

    [Fact]
    public async Task AReplayWithinTheWindowGivesOneAnswer()
    {
        var ana = _bot.Ana;
        var body = ana.CommandBody("");
        for (var i = 0; i < 3; i++) (await ana.SendAsync("/slack/commands", body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await _slack.MessageAsync();
        (await StoredAsync()).ShouldBe(1);
        await ana.CommandAsync("");
        await _slack.MessageAsync(m => ana.LastResponseUrl.EndsWith(m.Target, StringComparison.Ordinal));
        _slack.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task MoreThanAHundredKilobytesAreRefusedBeforeTheyAreHashed()
    {
        (await _bot.Ana.SendAsync("/slack/commands", "text=" + new string('x', 101 * 1024))).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/slack/commands") { Content = new StreamContent(new MemoryStream(new byte[300 * 1024])) };
        chunked.Headers.TransferEncodingChunked = true;
        (await _bot.Http.SendAsync(chunked, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task ACertificateTestIsAnsweredAndDoesNothing()
    {
        var reply = await _bot.Ana.SendAsync("/slack/commands", "token=x&ssl_check=1", Form, "", "");
        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        (await StoredAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task TheAddressIsVerifiedByItsChallenge()
    {
        var reply = await _bot.Ana.SendEventAsync("""{"type":"url_verification","challenge":"3eZbrw1aB","token":"x"}""");
        (await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("3eZbrw1aB");
    }

    [Theory]
    [InlineData("/slack/events", "{")]
    [InlineData("/slack/events", "{\"type\":\"event_callback\",\"event\":{\"type\":\"app_mention\",\"text\":\"\\ud800\",\"user\":\"U0ANA\",\"channel\":\"C0REVENUE\"},\"event_id\":\"E1\",\"team_id\":\"T0\"}")]
    [InlineData("/slack/interactions", "payload=%7B")]
    [InlineData("/slack/interactions", "nothing=1")]
    [InlineData("/slack/commands", "user_id=U0ANA")]
    [InlineData("/slack/commands", "trigger_id=1.2&team_id=T0&user_id=U0ANA&channel_id=C0REVENUE&response_url=https%3A%2F%2Fevil.example%2F")]
    [InlineData("/slack/commands", "trigger_id=1.2&team_id=T0&user_id=%3C!channel%3E&channel_id=C0REVENUE&response_url=https%3A%2F%2Fhooks.slack.com%2Fx")]
    public async Task WhatCannotBeReadIsRefusedWithoutACrash(string path, string body)
    {
        (await _bot.Ana.SendAsync(path, body)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await StoredAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("{\"type\":\"event_callback\",\"event\":{\"type\":\"reaction_added\"},\"event_id\":\"E1\",\"team_id\":\"T0\"}")]
    [InlineData("{\"type\":\"app_rate_limited\",\"team_id\":\"T0\"}")]
    [InlineData("{\"type\":\"event_callback\",\"event\":{\"type\":\"message\",\"channel_type\":\"im\",\"bot_id\":\"B0BOT\",\"text\":\"MRR is\",\"user\":\"U0BOT\",\"channel\":\"D0ANA\"},\"event_id\":\"E1\",\"team_id\":\"T0\"}")]
    [InlineData("[1e400]")]
    public async Task WhatIsNotForTheBotIsAcknowledgedAndIgnored(string body)
    {
        (await _bot.Ana.SendEventAsync(body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StoredAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task AnEventThatSlackRepeatsIsAnsweredOnce()
    {
        var ana = new SlackPerson(_bot.Http, _slack, TimeProvider.System) { Channel = "D0ANA" };
        var body = ana.EventBody("message", "mrr", "Ev0001");
        foreach (int? retry in (int?[])[null, 1, 2, 3]) (await ana.SendEventAsync(body, retry)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _slack.MessageAsync()).Method.ShouldBe("chat.postMessage");
        (await StoredAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task AFloodIsNotEvenStored()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 151).Select(_ => _bot.Ana.CommandAsync("")));
        var texts = await Task.WhenAll(replies.Select(reply => reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        texts.Count(text => text.Contains("Wait a minute", StringComparison.Ordinal)).ShouldBe(1);
        (await StoredAsync()).ShouldBeLessThanOrEqualTo(150);
    }

    [Fact]
    public async Task WhileTheDatabaseHangsACommandIsToldToTryAgainInTime()
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var hold = new NpgsqlCommand("LOCK TABLE inbox", connection, transaction);
        await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await AssertTryAgainAsync(_bot);
    }

    [Fact]
    public async Task WithoutTheDatabaseACommandIsToldToTryAgainInTime()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=/nonexistent;Timeout=1");
        await using var bot = await SlackBot.StartAsync(nowhere, _slack);
        await AssertTryAgainAsync(bot);
        (await bot.Ana.SendEventAsync(bot.Ana.EventBody("app_mention", "mrr", "Ev1"))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    private static async Task AssertTryAgainAsync(SlackBot bot)
    {
        var reply = await Patience.WithinAsync(TimeSpan.FromSeconds(3), () => bot.Ana.CommandAsync(""));
        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("Try again in a minute");
    }

    private async Task<long> StoredAsync()
    {
        await using var command = _database.DataSource.CreateCommand("SELECT count(*) FROM inbox WHERE source = 'slack'");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
