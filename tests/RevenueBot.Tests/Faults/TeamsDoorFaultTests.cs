using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using RevenueBot.Support;
using RevenueBot.Support.Teams;
using RevenueBot.Teams.Cards;
using RevenueBot.Tests.Teams;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Faults;

/// <summary>What may arrive at the door of Teams with a genuine token, by malice or by accident: it is refused, and everybody else is answered.</summary>
public sealed class TeamsDoorFaultTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private FakeTeams _teams = null!;
    private TeamsBot _bot = null!;
    private int _asked;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _teams = await TeamsBot.TeamsAsync();
        _bot = await TeamsBot.StartAsync(_database.DataSource, _teams);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _teams.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("\"text\":\"mrr\"", "\"text\":\"\\ud800\"")]
    [InlineData("\"text\":\"mrr\"", "\"text\":\"mrr\\u0000\"")]
    [InlineData("\"text\":\"mrr\"", "\"text\":\"a\",\"text\":7,\"text\":{\"text\":\"mrr\"}")]
    [InlineData("\"text\":\"mrr\"", "\"text\":\"mrr\",\"timestamp\":1e400,\"value\":1e400")]
    [InlineData("\"id\":\"29:ana\"", "\"id\":\"29:ana\\u0000\"")]
    [InlineData("\"id\":\"a:ana\"", "\"id\":\"a:\\udc00\"")]
    [InlineData("\"id\":\"a:ana\"", "\"id\":\"a:ana\\u0000\"")]
    [InlineData("\"channelId\":\"msteams\"", "\"channelId\":\"msteams\",\"deep\":DEEP")]
    [InlineData("\"conversation\":{", "\"entities\":[1e400,null,{\"type\":\"mention\",\"mentioned\":[]}],\"conversation\":{")]
    public async Task WhatNobodyWouldSendIsRefusedOrIgnoredAndNothingFalls(string part, string instead)
    {
        var body = _bot.Ana.Message("mrr").ToJsonString();
        body.ShouldContain(part);
        body = body.Replace(part, instead.Replace("DEEP", new string('[', 10_000) + new string(']', 10_000), StringComparison.Ordinal), StringComparison.Ordinal);
        ((int)(await _bot.Ana.SendAsync(body, $"{_teams.NewToken()}")).StatusCode).ShouldBeOneOf(200, 400, 403);
        await AnaIsAnsweredAsync();
    }

    [Fact]
    public async Task BytesThatAreNoTextAndWhatIsPackedAreRefused()
    {
        using MemoryStream packed = new();
        await using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true)) await gzip.WriteAsync(new byte[50 * 1024 * 1024], Cancel);
        var broken = Encoding.UTF8.GetBytes(_bot.Ana.Message("mrr").ToJsonString());
        broken[broken.AsSpan().IndexOf("mrr"u8)] = 0xFF;
        foreach (var body in (byte[][])[packed.ToArray(), broken, [0], []])
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/api/messages") { Content = new ByteArrayContent(body) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"{_teams.NewToken()}");
            ((int)(await _bot.Http.SendAsync(request, Cancel)).StatusCode).ShouldBeOneOf(400, 403);
        }

        await AnaIsAnsweredAsync();
    }

    [Fact]
    public async Task TwoMegabytesAreRefusedHoweverTheyCome()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/messages") { Content = new StreamContent(new MemoryStream(new byte[2 * 1024 * 1024])) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"{_teams.NewToken()}");
        request.Headers.TransferEncodingChunked = true;
        (await _bot.Http.SendAsync(request, Cancel)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await _bot.Ana.SendAsync(new string(' ', 2 * 1024 * 1024), $"{_teams.NewToken()}")).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        await AnaIsAnsweredAsync();
    }

    [Fact]
    public async Task WhoSendsAByteASecondIsCutOffAndKeepsNobodyWaiting()
    {
        Dictionary<string, string> headers = new() { ["Content-Type"] = "application/json", ["Authorization"] = $"Bearer {_teams.NewToken()}" };
        var slow = Enumerable.Range(0, 20).Select(_ => RawHttp.TrickleAsync(_bot.Http.BaseAddress!, "/api/messages", headers, Cancel)).ToList();
        await AnaIsAnsweredAsync();
        (await Task.WhenAll(slow)).ShouldAllBe(status => status == 408);
        _bot.Log.Text.ShouldNotContain("unhandled exception", Case.Insensitive);
    }

    [Fact]
    public async Task AReplayOfAClickIsOneAnswer()
    {
        await _bot.Ana.SayAsync("mrr");
        var card = await _teams.MessageAsync(call => call.ButtonValue(CardVerbs.Ask) is not null);
        var click = _bot.Ana.Click(CardVerbs.Ask, new JsonObject { ["value"] = card.ButtonValue(CardVerbs.Ask) });
        var replies = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _bot.Ana.SendAsync((JsonObject)click.DeepClone())));
        replies.ShouldAllBe(reply => reply.StatusCode == HttpStatusCode.OK);
        await DoneAsync();
        _teams.Messages.Count.ShouldBeLessThanOrEqualTo(2);
        (await CountAsync("")).ShouldBe(2);
    }

    private async Task AnaIsAnsweredAsync()
    {
        TeamsPerson ana = new(_bot.Http, _teams) { Conversation = $"a:ana{++_asked}" };
        (await ana.SayAsync("mrr")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await _teams.MessageAsync(call => call.Conversation == ana.Conversation);
        await DoneAsync();
        _bot.Log.Text.ShouldNotContain("unhandled exception", Case.Insensitive);
    }

    private Task DoneAsync() => Patience.UntilAsync(async () => await CountAsync(" AND status = 0") == 0);

    private async Task<long> CountAsync(string which)
    {
        await using var command = _database.DataSource.CreateCommand($"SELECT count(*) FROM inbox WHERE source = 'teams'{which}");
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
