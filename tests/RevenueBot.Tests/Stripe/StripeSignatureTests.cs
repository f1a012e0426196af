using System.Text;
using RevenueBot.Ingest.Stripe;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Stripe;

public sealed class StripeSignatureTests
{
    private const string Secret = "whsec_test_secret";
    private const string Mac = "0c8670ed117751cc551a20e35839447075c42800ea3cf3e8a2fbda99cd1e6edd";
    private static readonly byte[] _body = """{"id":"evt_1","object":"event"}"""u8.ToArray();
    private static readonly DateTimeOffset _signed = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    // Expected values were made with Stripe's own Node library.
    [Theory]
    [InlineData("""{"id":"evt_1","object":"event"}""", Secret, 1_700_000_000, Mac)]
    [InlineData("""{"name":"Zoë – 東京"}""", "whsec_rotated", 1_794_182_400, "9a75f0ec85f011b81a979860ab91c2736d51a749c3a17b67cdcabe066db67d90")]
    [InlineData("", "whsec_x", 1, "f1b68d95161b3c525bccedf84eee05fc6a0f584b9d3d3f3064f734a501e707af")]
    public void A_published_signature_is_valid(string body, string secret, long time, string mac) =>
        StripeSignature.Verify(Encoding.UTF8.GetBytes(body), $"t={time},v1={mac}", [secret], DateTimeOffset.FromUnixTimeSeconds(time)).ShouldBe(SignatureCheck.Valid);

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(-300)]
    public void Five_minutes_either_way_are_tolerated(int seconds) => Check($"t=1700000000,v1={Mac}", seconds).ShouldBe(SignatureCheck.Valid);

    [Theory]
    [InlineData(301)]
    [InlineData(-301)]
    [InlineData(864_000)]
    public void A_genuine_signature_of_another_time_is_a_clock_matter(int seconds) => Check($"t=1700000000,v1={Mac}", seconds).ShouldBe(SignatureCheck.Expired);

    [Theory]
    [InlineData("t=1700000000,v1=" + "0d8670ed117751cc551a20e35839447075c42800ea3cf3e8a2fbda99cd1e6edd")]
    [InlineData("t=1700000001,v1=" + Mac)]
    public void A_forgery_is_a_bad_signature_whatever_its_time(string header) => Check(header, 86_400).ShouldBe(SignatureCheck.BadSignature);

    [Theory]
    [InlineData("v1=ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff,v1=")]
    [InlineData("v0=00,unknown=1,v1=")]
    public void Any_one_v1_is_enough_and_other_schemes_are_ignored(string before) => Check($"t=1700000000,{before}{Mac}").ShouldBe(SignatureCheck.Valid);

    [Fact]
    public void During_a_rotation_both_secrets_hold_and_afterwards_only_the_new_one()
    {
        var header = $"t=1700000000,v1={Mac}";
        StripeSignature.Verify(_body, header, ["whsec_new", Secret], _signed).ShouldBe(SignatureCheck.Valid);
        StripeSignature.Verify(_body, header, ["whsec_new"], _signed).ShouldBe(SignatureCheck.BadSignature);
        StripeSignature.Verify(_body, header, [], _signed).ShouldBe(SignatureCheck.BadSignature);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("t=")]
    [InlineData("t,v1=")]
    [InlineData("t=1700000000")]
    [InlineData("t=1700000000,v1=")]
    [InlineData("t=1700000000,v1=xyz")]
    [InlineData("t=1700000000,v0=" + Mac)]
    [InlineData("t=-1,v1=" + Mac)]
    [InlineData("t=99999999999999999999,v1=" + Mac)]
    [InlineData("t=,v1=" + Mac)]
    [InlineData(",,,===")]
    public void A_malformed_header_is_told_from_a_forgery(string? header) => Check(header).ShouldBe(SignatureCheck.Malformed);

    [Fact]
    public void A_header_of_ten_kilobytes_is_refused_unread() => Check($"t=1700000000,v1={Mac}," + new string('x', 10_240)).ShouldBe(SignatureCheck.Malformed);

    [Fact]
    public void The_largest_time_does_not_overflow()
    {
        var header = $"t={long.MaxValue},v1={Mac}";
        Check(header).ShouldBe(SignatureCheck.BadSignature);
    }

    private static SignatureCheck Check(string? header, int secondsLater = 0) => StripeSignature.Verify(_body, header, [Secret], _signed.AddSeconds(secondsLater));
}
