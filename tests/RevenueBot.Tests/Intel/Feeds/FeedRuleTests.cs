using System.Net;
using Microsoft.Extensions.Configuration;
using RevenueBot.Configuration;
using RevenueBot.Intel;
using RevenueBot.Intel.Feeds;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Intel.Feeds;

/// <summary>Dates, addresses, what is news, and what of the configuration is refused.</summary>
public sealed class FeedRuleTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 10, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Tue, 03 Nov 2026 08:00:00 GMT", "2026-11-03T08:00:00Z")]
    [InlineData("Mon, 3 Nov 2026 08:00 +0100", "2026-11-03T07:00:00Z")] // the wrong weekday
    [InlineData("3 November 26 8:00 EST", "2026-11-03T13:00:00Z")]
    [InlineData("Tue, 03 Nov 2026 08:00:00 GMT+2", "2026-11-03T06:00:00Z")]
    [InlineData("Tue, 03 Nov 2026 08:00:60 Z", "2026-11-03T08:00:59Z")]
    [InlineData("Tue, 03 Nov 2026 08:00:00 -08:00", "2026-11-03T16:00:00Z")]
    [InlineData("Tue, 03 Nov 2026 08:00:00 +0530 (IST)", "2026-11-03T02:30:00Z")]
    [InlineData("Tue, 03 Nov 2026 08:00:00 Lyon", "2026-11-03T08:00:00Z")]
    [InlineData("Tue, 03 Nov 2026 08:00:00 +9900", "2026-11-03T08:00:00Z")]
    [InlineData("03 Nov 2026", "2026-11-03T00:00:00Z")]
    [InlineData("2026-11-03T08:00:00+01:00", "2026-11-03T07:00:00Z")]
    [InlineData("2026-11-03T08:00:00.123Z", "2026-11-03T08:00:00.123Z")]
    [InlineData("2026-11-03", "2026-11-03T00:00:00Z")]
    [InlineData("31 Feb 2026 08:00 GMT", null)]
    [InlineData("03 Nov 2026 25:00 GMT", null)]
    [InlineData("0001-01-01T00:00:00Z", null)]
    [InlineData("yesterday", null)]
    [InlineData("1762156800", null)]
    [InlineData("", null)]
    public void Times(string text, string? at) => FeedDate.Read(text).ShouldBe(at is null ? null : DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2002:a00:1::", false)]
    public void Addresses(string address, bool isPublic) => PublicAddress.IsPublic(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Theory]
    [InlineData(null, -1, -1)] // the first reading: the last seven days, by their own days
    [InlineData(null, -160, -160)]
    [InlineData(null, -169, null)]
    [InlineData(null, 5, 0)] // a day to come is not believed
    [InlineData(-1, -2, -2)]
    [InlineData(-1, -6, -6)]
    [InlineData(-1, -7, 0)] // seen long after it was published: the report of its day is out
    [InlineData(-1, -170, null)]
    [InlineData(-240, -300, 0)] // nothing was read for ten days: nothing is lost
    [InlineData(-240, -409, null)]
    public void News(int? readBefore, int published, int? listed)
    {
        var seen = SeenEntry.Of(FeedEntry.Of("1", "x", null, _now.AddHours(published)), readBefore is { } hours ? _now.AddHours(hours) : null, _now);
        seen.ListedAt.ShouldBe(listed is { } at ? _now.AddHours(at) : null);
    }

    [Fact]
    public void WithoutADayItIsNewsWhenItIsNew()
    {
        var entry = FeedEntry.Of("1", "x", null, null);
        SeenEntry.Of(entry, null, _now).ListedAt.ShouldBeNull();
        SeenEntry.Of(entry, _now.AddHours(-1), _now).ListedAt.ShouldBe(_now);
    }

    [Theory]
    [InlineData("", "https://oriel.example/feed", "Intel:Feeds:0:Name must be 1 to 60 characters: what reports call the feed.")]
    [InlineData("Oriel", "", "Intel:Feeds:0:Url must be the http or https address of a feed, without a name or password in it.")]
    [InlineData("Oriel", "oriel.example/feed", "Intel:Feeds:0:Url must be the http or https address of a feed, without a name or password in it.")]
    [InlineData("Oriel", "file:///etc/passwd", "Intel:Feeds:0:Url must be the http or https address of a feed, without a name or password in it.")]
    [InlineData("Oriel", "https://me:secret@oriel.example/feed", "Intel:Feeds:0:Url must be the http or https address of a feed, without a name or password in it.")]
    public void AFeedThatCannotBeReadIsRefusedAtStart(string name, string url, string sentence) =>
        Should.Throw<RefusalException>(() => Options(("0:Name", name), ("0:Url", url))).Message.ShouldBe(sentence);

    [Fact]
    public void TwoOfOneNameOrAddressAreRefused()
    {
        Should.Throw<RefusalException>(() => Options(("0:Name", "Oriel"), ("0:Url", "https://a.example"), ("1:Name", "oriel"), ("1:Url", "https://b.example"))).Message.ShouldBe("Intel:Feeds has two feeds called Oriel: give each a name of its own.");
        Should.Throw<RefusalException>(() => Options(("0:Name", "Oriel"), ("0:Url", "https://a.example"), ("1:Name", "Kappa"), ("1:Url", "https://a.example/"))).Message.ShouldBe("Intel:Feeds has the address of Oriel twice: take one out.");
        Options().Feeds.ShouldBeEmpty();
    }

    private static IntelOptions Options(params (string Key, string Value)[] feeds) =>
        IntelOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(feeds.ToDictionary(feed => $"Intel:Feeds:{feed.Key}", feed => (string?)feed.Value)).Build());
}
