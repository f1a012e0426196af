using System.Text;
using RevenueBot.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

public sealed class SlackSignatureTests
{
    // https://docs.slack.dev/authentication/verifying-requests-from-slack
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Timestamp = "1531420618";
    private const string Signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    private const string Body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    private static readonly DateTimeOffset _sent = DateTimeOffset.FromUnixTimeSeconds(1531420618);

    [Fact]
    public void AcceptsTheVectorThatSlackPublishes() => Verdict().ShouldBe(SignatureVerdict.Valid);

    [Theory]
    [InlineData(-301, SignatureVerdict.OutOfTime)]
    [InlineData(-300, SignatureVerdict.Valid)]
    [InlineData(300, SignatureVerdict.Valid)]
    [InlineData(301, SignatureVerdict.OutOfTime)]
    [InlineData(360, SignatureVerdict.OutOfTime)]
    internal void AllowsFiveMinutesEitherWay(int seconds, SignatureVerdict expected) =>
        Verdict(now: _sent.AddSeconds(seconds)).ShouldBe(expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("v0=")]
    [InlineData("v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("V0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b5")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503ff")]
    [InlineData("v0=zz114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50")]
    public void RefusesAGarbledSignature(string? signature) => Verdict(signature: signature).ShouldBe(SignatureVerdict.Garbled);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("-1531420618")]
    [InlineData("1531420618.5")]
    [InlineData("99999999999999999999")]
    public void RefusesAGarbledTimestamp(string? timestamp) => Verdict(timestamp: timestamp).ShouldBe(SignatureVerdict.Garbled);

    [Fact]
    public void RefusesTenKilobytesOfHeader() =>
        Verdict(signature: "v0=" + new string('a', 10_240)).ShouldBe(SignatureVerdict.Garbled);

    [Fact]
    public void RefusesAnotherBodyTimestampOrSecret()
    {
        Verdict(body: Body + " ").ShouldBe(SignatureVerdict.Forged);
        Verdict(timestamp: "1531420619").ShouldBe(SignatureVerdict.Forged);
        Verdict(secrets: ["another"]).ShouldBe(SignatureVerdict.Forged);
    }

    [Fact]
    public void RefusesEverythingWithoutASecret() => Verdict(secrets: []).ShouldBe(SignatureVerdict.Forged);

    [Fact]
    public void AcceptsTheOldSecretWhileBothAreConfigured()
    {
        Verdict(secrets: ["new", Secret]).ShouldBe(SignatureVerdict.Valid);
        Verdict(secrets: ["new"]).ShouldBe(SignatureVerdict.Forged);
    }

    [Fact]
    public void SignsTheVectorToo() => SlackSignature.Sign(Encoding.UTF8.GetBytes(Body), Timestamp, Secret).ShouldBe(Signature);

    private static SignatureVerdict Verdict(
        string body = Body, string? timestamp = Timestamp, string? signature = Signature, string[]? secrets = null, DateTimeOffset? now = null) =>
        SlackSignature.Verify(Encoding.UTF8.GetBytes(body), timestamp, signature, secrets ?? [Secret], now ?? _sent);
}
