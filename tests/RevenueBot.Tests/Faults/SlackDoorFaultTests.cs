using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using RevenueBot.Slack;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Faults;

/// <summary>What may arrive at Slack's door, signed or not, by malice or by accident: it is refused, and everybody else is answered.</summary>
public sealed class SlackDoorFaultTests : IAsyncLifetime
{
    private const string Form = "application/x-www-form-urlencoded";
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;
    private SlackBot _bot = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SlackBot.SlackAsync();
        _bot = await SlackBot.StartAsync(_database.DataSource, _slack, (_, _) => Task.FromResult(Answers.Mrr with { Chart = null }));
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    public static TheoryData<string, string> Bodies => new()
    {
        { "/slack/events", string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) },
        { "/slack/events", new string('[', 10_000) + new string(']', 10_000) },
        { "/slack/events", "{\"type\":\"\\ud800\"}" },
        { "/slack/events", "{\"type\":\"url_verification\",\"challenge\":\"\\udfff\"}" },
        { "/slack/events", "{\"type\":\"event_callback\",\"type\":\"url_verification\",\"type\":7}" },
        { "/slack/events", Event("\"event_id\":\"Ev\\u0000\"") },
        { "/slack/events", Event("\"event_id\":\"Ev\\ud800\"") },
        { "/slack/events", "{\"type\":\"event_callback\",\"team_id\":\"T0LARKSPUR\",\"event_id\":\"Ev9\",\"event_time\":1e400,\"event\":{\"type\":\"app_uninstalled\"},\"event_time\":99999999999999999999}" },
        { "/slack/events", "\uFEFF{\"type\":\"event_callback\"}" },
        { "/slack/events", "\0" },
        { "/slack/events", "" },
        { "/slack/interactions", "payload=" + Uri.EscapeDataString(new string('[', 10_000)) },
        { "/slack/interactions", "payload=%ff%fe%00" },
        { "/slack/interactions", "payload=" + Uri.EscapeDataString("{\"type\":\"block_actions\",\"trigger_id\":\"1\\u0000\",\"team\":{\"id\":\"T0LARKSPUR\"},\"user\":{\"id\":\"U0ANA\"},\"channel\":{\"id\":\"C0REVENUE\"},\"view\":{\"type\":\"home\"},\"actions\":[{\"action_id\":\"x\"}]}") },
        { "/slack/interactions", "payload=" + Uri.EscapeDataString("{\"type\":\"view_submission\",\"view\":{\"id\":\"V1\",\"private_metadata\":\"\\ud800\"}}") },
        { "/slack/commands", "trigger_id=%00&team_id=T0LARKSPUR&user_id=U0ANA&channel_id=C0REVENUE&response_url=https%3A%2F%2Fhooks.slack.com%2Fx" },
        { "/slack/commands", "%ff%fe&=&&;%00=%00" },
        { "/slack/commands", string.Join('&', Enumerable.Range(0, 12_000).Select(i => $"a{i}")) },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task WhatNobodyWouldSendIsRefusedOrIgnoredAndNothingFalls(string path, string body)
    {
        ((int)(await _bot.Ana.SendAsync(path, body)).StatusCode).ShouldBeOneOf(200, 400);
        await AnaIsAnsweredAsync();
    }

    [Fact]
    public async Task BytesThatAreNoTextAreRefusedOrIgnored()
    {
        byte[][] bodies = [[0xEF, 0xBB, 0xBF, .. "{}"u8], [.. "{\"type\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}"u8], [.. "{\"type\":\"url_verification\",\"challenge\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8]];
        foreach (var body in bodies) ((int)(await SendAsync("/slack/events", body)).StatusCode).ShouldBeOneOf(200, 400);
        await AnaIsAnsweredAsync();
    }

    [Fact]
    public async Task NothingIsUnpackedBeforeItIsVerifiedNorAfter()
    {
        using MemoryStream packed = new();
        await using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true)) await gzip.WriteAsync(new byte[50 * 1024 * 1024], Cancel);
        packed.Length.ShouldBeLessThan(100 * 1024);
        foreach (var path in (string[])["/slack/events", "/slack/commands", "/slack/interactions"])
            (await SendAsync(path, packed.ToArray(), "gzip")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await AnaIsAnsweredAsync();
    }

    [Fact]
    public async Task HeadersAndBodiesOfAnySizeAreRefusedBeforeTheyAreHashed()
    {
        var ana = _bot.Ana;
        (await ana.SendAsync("/slack/commands", ana.CommandBody(""), Form, $"{Now}", "v0=" + new string('a', 10_240))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await ana.SendAsync("/slack/commands", ana.CommandBody(""), Form, new string('1', 10_240), "v0=00")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await ana.SendAsync("/slack/events", new string('x', 2 * 1024 * 1024))).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        _bot.Log.Text.ShouldNotContain("aaaaaaaaaa");
        await AnaIsAnsweredAsync();
    }

    [Fact]
    public async Task WhoSendsAByteASecondIsCutOffAndKeepsNobodyWaiting()
    {
        var slow = Enumerable.Range(0, 20).Select(_ => RawHttp.TrickleAsync(_bot.Http.BaseAddress!, "/slack/commands", new Dictionary<string, string> { ["Content-Type"] = Form }, Cancel)).ToList();
        await AnaIsAnsweredAsync();
        (await Task.WhenAll(slow)).ShouldAllBe(status => status == 408);
        _bot.Log.Text.ShouldNotContain("unhandled exception", Case.Insensitive);
    }

    [Fact]
    public async Task AReplayOfAClickWithinTheWindowIsOneAnswer()
    {
        var ana = _bot.Ana;
        await ana.CommandAsync("");
        var value = (await _slack.MessageAsync()).ButtonValue("answer.ask.2");
        var body = ana.ClickBody("answer.ask.2", value);
        for (var i = 0; i < 3; i++) (await ana.SendAsync("/slack/interactions", body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await DoneAsync();
        (await CountAsync()).ShouldBe(2);
        _slack.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task WhileTheClocksDifferNothingIsLetInAndTheReasonIsTheClock()
    {
        ShiftedTime clock = new();
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack, (_, _) => Task.FromResult(Answers.Mrr with { Chart = null }), clock);
        SlackPerson ana = new(bot.Http, _slack, TimeProvider.System);
        clock.Shift(TimeSpan.FromMinutes(6));
        for (var i = 0; i < 3; i++) (await ana.CommandAsync("")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        bot.Log.Text.ShouldContain("OutOfTime");
        clock.Shift(TimeSpan.FromMinutes(-6));
        (await ana.CommandAsync("")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await _slack.MessageAsync(message => ana.LastResponseUrl.EndsWith(message.Target, StringComparison.Ordinal));
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static string Event(string id) =>
        $"{{\"type\":\"event_callback\",\"team_id\":\"T0LARKSPUR\",{id},\"event\":{{\"type\":\"app_mention\",\"text\":\"mrr\",\"user\":\"U0ANA\",\"channel\":\"C0REVENUE\",\"ts\":\"1.1\"}}}}";

    private async Task<HttpResponseMessage> SendAsync(string path, byte[] body, string? encoding = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        if (encoding is not null) request.Content.Headers.ContentEncoding.Add(encoding);
        var timestamp = Now.ToString(CultureInfo.InvariantCulture);
        request.Headers.Add(SlackSignature.TimestampHeader, timestamp);
        request.Headers.Add(SlackSignature.SignatureHeader, SlackSignature.Sign(body, timestamp, SlackPerson.Secret));
        return await _bot.Http.SendAsync(request, Cancel);
    }

    private async Task AnaIsAnsweredAsync()
    {
        var ana = _bot.Ana;
        (await ana.CommandAsync("")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await _slack.MessageAsync(message => ana.LastResponseUrl.EndsWith(message.Target, StringComparison.Ordinal));
        _bot.Log.Text.ShouldNotContain("unhandled exception", Case.Insensitive);
        await DoneAsync();
    }

    private Task DoneAsync() => Patience.UntilAsync(async () => await CountAsync(" AND status = 0") == 0);

    private async Task<long> CountAsync(string which = "")
    {
        await using var command = _database.DataSource.CreateCommand($"SELECT count(*) FROM inbox WHERE source = 'slack'{which}");
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
