using System.Globalization;
using RevenueBot.Handling;
using RevenueBot.Metrics;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Handling;

public sealed class SilenceTextTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 10, 14, 5, 0, TimeSpan.Zero);
    private static readonly CompanyCalendar _calendar = new(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));

    [Theory]
    [InlineData("Acme Inc for 3d because the migration runs", "Acme Inc", "2026-11-13T14:05Z", "the migration runs")]
    [InlineData("Acme Inc for 3 days", "Acme Inc", "2026-11-13T14:05Z", null)]
    [InlineData("Toys for Cats for 12h", "Toys for Cats", "2026-11-11T02:05Z", null)]
    [InlineData("segment=smb and rule=health for 2 week because because", "segment=smb|rule=health", "2026-11-24T14:05Z", "because")]
    [InlineData("payment-failed until 2026-11-20", "payment-failed", "2026-11-21T05:00Z", null)]
    public void What_how_long_and_why_are_read(string text, string what, string until, string? note)
    {
        var begin = SilenceText.Read(text, _now, _calendar).ShouldBeOfType<SilenceWish.Begin>();
        (string.Join('|', begin.What), begin.Until, begin.Note).ShouldBe((what, DateTimeOffset.Parse(until, CultureInfo.InvariantCulture), note));
    }

    [Theory]
    [InlineData("Acme Inc")]
    [InlineData("for 3d")]
    [InlineData("Acme Inc for a while")]
    [InlineData("Acme Inc for 3")]
    [InlineData("Acme Inc for 91d")]
    [InlineData("Acme Inc for 99999w")]
    [InlineData("Acme Inc until 2026-11-09")]
    [InlineData("Acme Inc until never")]
    public void What_is_no_silence_is_said(string text) => SilenceText.Read(text, _now, _calendar).ShouldBeOfType<SilenceWish.Wrong>();

    [Fact]
    public void Listing_and_ending_are_words_of_their_own()
    {
        SilenceText.Read("", _now, _calendar).ShouldBeOfType<SilenceWish.List>();
        SilenceText.Read("list", _now, _calendar).ShouldBeOfType<SilenceWish.List>();
        SilenceText.Read("end sil_7F3K2Q", _now, _calendar).ShouldBe(new SilenceWish.End("sil_7F3K2Q"));
    }
}
