using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RevenueBot.Configuration;
using RevenueBot.Dashboard;
using RevenueBot.Dashboard.SignIn;
using RevenueBot.Tests.Access;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Dashboard;

/// <summary>A reverse proxy that signs people in is believed only with a good token from a trusted address.</summary>
public sealed class ProxyDoorTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef", Proxy = "10.1.2.3", Person = "slack/T0/UANA";

    private static readonly MovableClock _clock = new();
    private static readonly IConfigurationRoot _configuration = Configured(("Issuer", "https://proxy.example"), ("Audience", "revenuebot"), ("Secret", Secret));

    public static TheoryData<string, string?> Tokens => new()
    {
        { Token(), Person },
        { "Bearer " + Token(), Person },
        { Token(secret: Secret.Replace('0', 'x')), null },
        { Token(audience: "another"), null },
        { Token(issuer: "https://evil.example"), null },
        { Token(expires: TimeSpan.FromMinutes(-5)), null },
        { Token(person: "terminal"), null }, // the operator is nobody who comes by the network
        { Unsigned(), null },
        { "not a token", null },
    };

    [Theory, MemberData(nameof(Tokens))]
    public void A_token_is_good_or_nothing(string token, string? person) => Door().PersonOf(Request(token, Proxy)).ShouldBe(person);

    [Fact]
    public void A_good_token_from_elsewhere_is_nothing() => Door().PersonOf(Request(Token(), "10.9.9.9")).ShouldBeNull();

    [Fact]
    public void Without_configuration_no_header_is_read() =>
        new ProxyDoor(Options, new ConfigurationBuilder().Build(), _clock).PersonOf(Request(Token(), Proxy)).ShouldBeNull();

    [Theory]
    [InlineData("Secret", "short")]
    [InlineData("Issuer", "")]
    public void Half_a_configuration_refuses_to_start(string key, string value) =>
        Should.Throw<RefusalException>(() => new ProxyDoor(Options, Configured(("Issuer", "https://proxy.example"), ("Audience", "revenuebot"), ("Secret", Secret), (key, value)), _clock));

    private static DashboardOptions Options => new(TimeSpan.FromHours(12), 20, [IPNetwork.Parse($"{Proxy}/32")]);

    private static ProxyDoor Door() => new(Options, _configuration, _clock);

    private static IConfigurationRoot Configured(params (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> all = [];
        foreach (var (key, value) in settings) all[$"Dashboard:ProxyToken:{key}"] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(all).Build();
    }

    private static DefaultHttpContext Request(string token, string address) =>
        new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) }, Request = { Headers = { ["X-Forwarded-Access-Token"] = token } } };

    private static string Token(string secret = Secret, string issuer = "https://proxy.example", string audience = "revenuebot", string person = Person, TimeSpan? expires = null)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer, Audience = audience, Claims = new Dictionary<string, object> { ["sub"] = person }, NotBefore = now.AddHours(-1), IssuedAt = now.AddHours(-1), Expires = now + (expires ?? TimeSpan.FromMinutes(5)),
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)), SecurityAlgorithms.HmacSha256),
        });
    }

    private static string Unsigned()
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = "https://proxy.example", Audience = "revenuebot", Claims = new Dictionary<string, object> { ["sub"] = Person }, Expires = now.AddMinutes(5) });
    }
}
