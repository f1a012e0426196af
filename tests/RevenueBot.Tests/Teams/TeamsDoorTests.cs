using System.Net;
using System.Text.Json.Nodes;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Teams;

/// <summary>Who is let in: every case of authentication, over HTTP, against keys of a stand-in for the Bot Framework's issuer.</summary>
public sealed class TeamsDoorTests : IAsyncLifetime
{
    private readonly ShiftedTime _clock = new();
    private TestDatabase _database = null!;
    private FakeTeams _teams = null!;
    private TeamsBot _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _teams = await FakeTeams.StartAsync(_clock);
        _bot = await TeamsBot.StartAsync(_database.DataSource, _teams, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _teams.DisposeAsync();
        await _database.DisposeAsync();
    }

    public static TheoryData<string, HttpStatusCode> Cases => new()
    {
        { "as Teams makes it", HttpStatusCode.OK },
        { "RS384", HttpStatusCode.OK },
        { "RS512", HttpStatusCode.OK },
        { "expired four minutes ago", HttpStatusCode.OK },
        { "valid in four minutes", HttpStatusCode.OK },
        { "service url in capitals", HttpStatusCode.OK },
        { "no header", HttpStatusCode.Unauthorized },
        { "no token", HttpStatusCode.Unauthorized },
        { "two parts", HttpStatusCode.Unauthorized },
        { "five parts", HttpStatusCode.Unauthorized },
        { "twenty kilobytes", HttpStatusCode.Unauthorized },
        { "alg none", HttpStatusCode.Unauthorized },
        { "HS256 with the public key", HttpStatusCode.Unauthorized },
        { "PS256", HttpStatusCode.Unauthorized },
        { "another issuer", HttpStatusCode.Unauthorized },
        { "issuer of Entra", HttpStatusCode.Unauthorized },
        { "expired six minutes ago", HttpStatusCode.Unauthorized },
        { "valid in six minutes", HttpStatusCode.Unauthorized },
        { "without an end", HttpStatusCode.Unauthorized },
        { "unknown key", HttpStatusCode.Unauthorized },
        { "another key under a known name", HttpStatusCode.Unauthorized },
        { "changed after signing", HttpStatusCode.Unauthorized },
        { "another audience", HttpStatusCode.Forbidden },
        { "key for another channel", HttpStatusCode.Forbidden },
        { "key without endorsements", HttpStatusCode.Forbidden },
        { "another service url", HttpStatusCode.Forbidden },
        { "no service url", HttpStatusCode.Forbidden },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task ATokenIsAcceptedOrRefusedAsItShouldBe(string which, HttpStatusCode expected)
    {
        var activity = _bot.Ana.Activity("event").ToJsonString();
        (await _bot.Ana.SendAsync(activity, Token(which))).StatusCode.ShouldBe(expected);
        if (expected != HttpStatusCode.OK) _teams.Outbound.ShouldBeEmpty();
        _bot.Log.Text.ShouldNotContain("eyJ");
    }

    private string? Token(string which)
    {
        var token = _teams.NewToken();
        return which switch
        {
            "as Teams makes it" => token.ToString(),
            "RS384" or "RS512" or "PS256" => (token with { Algorithm = which }).ToString(),
            "expired four minutes ago" => (token with { Ends = TimeSpan.FromMinutes(-4), Begins = TimeSpan.FromHours(-1) }).ToString(),
            "expired six minutes ago" => (token with { Ends = TimeSpan.FromMinutes(-6), Begins = TimeSpan.FromHours(-1) }).ToString(),
            "valid in four minutes" => (token with { Begins = TimeSpan.FromMinutes(4) }).ToString(),
            "valid in six minutes" => (token with { Begins = TimeSpan.FromMinutes(6) }).ToString(),
            "without an end" => (token with { Ends = null }).ToString(),
            "service url in capitals" => (token with { ServiceUrl = _teams.ServiceUrl.ToUpperInvariant() }).ToString(),
            "no header" => null,
            "no token" => "",
            "two parts" => string.Join('.', token.ToString().Split('.')[..2]),
            "five parts" => $"{token}.x.y",
            "twenty kilobytes" => token + new string('A', 20_000),
            "alg none" => (token with { Algorithm = "none" }).ToString(),
            "HS256 with the public key" => (token with { Algorithm = "HS256" }).ToString(),
            "another issuer" => (token with { Issuer = "https://evil.example" }).ToString(),
            "issuer of Entra" => (token with { Issuer = $"https://sts.windows.net/{FakeTeams.Tenant}/" }).ToString(),
            "unknown key" => (token with { Key = FakeKey.New("key-9", "msteams") }).ToString(),
            "another key under a known name" => (token with { Key = FakeKey.New("key-9", "msteams"), KeyId = _teams.Key.Id }).ToString(),
            "changed after signing" => Changed(token),
            "another audience" => (token with { Audience = "00000000-0000-4000-8000-000000000000" }).ToString(),
            "key for another channel" => (token with { Key = _teams.Publish(FakeKey.New("key-2", "webchat")) }).ToString(),
            "key without endorsements" => (token with { Key = _teams.Publish(FakeKey.New("key-3", null)) }).ToString(),
            "another service url" => (token with { ServiceUrl = "https://smba.trafficmanager.net/emea/" }).ToString(),
            "no service url" => (token with { ServiceUrl = null }).ToString(),
            _ => throw new ArgumentOutOfRangeException(nameof(which)),
        };
    }

    /// <summary>The body of one token under the signature of another.</summary>
    private static string Changed(FakeToken token)
    {
        var (own, other) = ($"{token}".Split('.'), $"{token with { Ends = TimeSpan.FromDays(30) }}".Split('.'));
        return $"{own[0]}.{other[1]}.{own[2]}";
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("https://smba.trafficmanager.net.evil.example/")]
    [InlineData("https://smba.trafficmanager.net@evil.example/")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("ftp://smba.trafficmanager.net/")]
    [InlineData("")]
    public async Task AForeignAddressIsRefusedEvenWithATokenThatNamesIt(string address)
    {
        var activity = _bot.Ana.Activity("message");
        activity["serviceUrl"] = address;
        (await _bot.Ana.SendAsync(activity.ToJsonString(), $"{_teams.NewToken() with { ServiceUrl = address }}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        _teams.Outbound.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnotherTenantIsRefusedWhereverItIsNamed()
    {
        (await Send(_ => { }, tenant: "another")).ShouldBe(HttpStatusCode.Forbidden);
        (await Send(activity => activity["conversation"]!["tenantId"] = "another")).ShouldBe(HttpStatusCode.Forbidden);
        (await Send(activity => { activity.Remove("channelData"); ((JsonObject)activity["conversation"]!).Remove("tenantId"); })).ShouldBe(HttpStatusCode.Forbidden);
        (await Send(activity => activity.Remove("channelData"))).ShouldBe(HttpStatusCode.OK);
        (await Send(activity => activity["channelId"] = "webchat")).ShouldBe(HttpStatusCode.Forbidden);
        _teams.Outbound.ShouldBeEmpty();

        async Task<HttpStatusCode> Send(Action<JsonObject> change, string tenant = FakeTeams.Tenant)
        {
            var activity = new TeamsPerson(_bot.Http, _teams) { Tenant = tenant }.Activity("event");
            change(activity);
            return (await _bot.Ana.SendAsync(activity)).StatusCode;
        }
    }

    [Fact]
    public async Task ARotatedKeyIsFoundAndTheOldOneNoLongerCounts()
    {
        var old = _teams.Key;
        await Accepted();
        _teams.Rotate(FakeKey.New("key-7", "msteams"));
        (await SendAsync()).ShouldBe(HttpStatusCode.Unauthorized); // looked less than a minute ago
        _clock.Shift(TimeSpan.FromSeconds(61));
        await Accepted();
        (await _bot.Ana.SendAsync(Event(), $"{_teams.NewToken() with { Key = old }}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        _teams.Count("metadata").ShouldBe(2);
    }

    [Fact]
    public async Task UnknownKeysAskForTheMetadataOnceAMinuteAndHopelessTokensNever()
    {
        for (var i = 0; i < 5; i++) await _bot.Ana.SendAsync(Event(), $"{_teams.NewToken() with { Issuer = "x" }}");
        _teams.Count("metadata").ShouldBe(0);
        for (var i = 0; i < 20; i++) await _bot.Ana.SendAsync(Event(), $"{_teams.NewToken() with { KeyId = $"unknown-{i}" }}");
        _teams.Count("metadata").ShouldBe(1);
        _clock.Shift(TimeSpan.FromSeconds(61));
        for (var i = 0; i < 20; i++) await _bot.Ana.SendAsync(Event(), $"{_teams.NewToken() with { KeyId = $"unknown-{i}" }}");
        _teams.Count("metadata").ShouldBe(2);
    }

    [Fact]
    public async Task TheLastGoodKeysStayWhileTheMetadataCannotBeRead()
    {
        await Accepted();
        _teams.Fail("metadata", new Fault.Status(500));
        _teams.Fail("keys", new Fault.Status(503));
        _clock.Shift(TimeSpan.FromHours(25));
        await Accepted();
        _clock.Shift(TimeSpan.FromMinutes(2));
        await Accepted();
        _bot.Log.Text.ShouldContain("TeamsKeysNotRead");
    }

    [Fact]
    public async Task WithoutAnyKeyNobodyIsLetIn()
    {
        _teams.Fail("metadata", new Fault.Status(500));
        (await SendAsync()).ShouldBe(HttpStatusCode.ServiceUnavailable);
        _clock.Shift(TimeSpan.FromMinutes(2));
        await Accepted();
    }

    [Fact]
    public async Task WhatCannotBeReadIsRefusedAfterItsTokenWasVerified()
    {
        string[] bodies = ["{", "[]", "null", "\uFEFF{}", "{\"channelId\":\"msteams\",\"serviceUrl\":\"\\ud800\"}", string.Concat(Enumerable.Repeat("{\"a\":", 10_000))];
        foreach (var body in bodies) ((int)(await _bot.Ana.SendAsync(body, $"{_teams.NewToken()}")).StatusCode).ShouldBeInRange(400, 403, body[..Math.Min(20, body.Length)]);
        (await _bot.Ana.SendAsync(new string(' ', 1024 * 1024 + 1), $"{_teams.NewToken()}")).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await _bot.Ana.SendAsync(new string(' ', 1024 * 1024 + 1), "x")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private string Event() => _bot.Ana.Activity("event").ToJsonString();

    private async Task<HttpStatusCode> SendAsync() => (await _bot.Ana.SendAsync(Event(), $"{_teams.NewToken()}")).StatusCode;

    private async Task Accepted() => (await SendAsync()).ShouldBe(HttpStatusCode.OK);
}
