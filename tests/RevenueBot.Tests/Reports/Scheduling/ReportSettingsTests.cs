using Microsoft.Extensions.Configuration;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Reports.Scheduling;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports.Scheduling;

public sealed class ReportSettingsTests
{
    private static readonly Company _company = new("Larkspur", new CompanyCalendar(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")), Currency.Parse("USD"));

    [Fact]
    public void Each_destination_has_a_schedule_of_its_own_in_the_time_zone_of_its_readers()
    {
        var settings = Read(("Daily:Cron", "0 8 * * *"), ("Daily:Channels:0", "slack:C0EXEC"), ("Daily:Channels:1:To", "teams:19:rev@thread.tacv2"), ("Daily:Channels:1:TimeZone", "Asia/Tokyo"), ("Daily:Recipients:0", "Priya@Larkspur.example"),
            ("Weekly:Channels:0", "slack:C0EXEC"), ("Watch:Channels:0", "slack:C0OPS"), ("Watch:Channels:1", "ops@larkspur.example"), ("Watch:After", "45m"));
        settings.Schedules.Select(schedule => $"{schedule.Id} {schedule.Cron} {schedule.Timing.Zone.Id}").ShouldBe(
        [
            "daily/slack:C0EXEC 0 8 * * * America/New_York", "daily/teams:19:rev@thread.tacv2 0 8 * * * Asia/Tokyo", "daily/mail:priya@larkspur.example 0 8 * * * America/New_York", "weekly/slack:C0EXEC 0 0 8 ? * MON America/New_York",
        ]);
        (settings.Watch.After, string.Join(' ', settings.Watch.Channels)).ShouldBe((TimeSpan.FromMinutes(45), "slack:C0OPS mail:ops@larkspur.example"));
    }

    [Theory]
    [InlineData("Daily:Cron", "soon", "Reports:Daily: \"soon\" is no schedule")]
    [InlineData("Daily:TimeZone", "Mars", "Reports:Daily: \"Mars\" is no time zone here: use an IANA name such as Europe/Berlin.")]
    [InlineData("Daily:Channels:0", "#general", "Reports:Daily:Channels:0 is no destination: write a channel such as slack:C0EXEC")]
    [InlineData("Daily:Recipients:0", "a@b\r\nBcc: c@d", "Reports:Daily:Recipients:0 is no destination")]
    [InlineData("Daily:Chanels:0", "slack:C0", "Reports:Daily:Chanels is no setting")]
    [InlineData("Hourly:Cron", "x", "Reports:Hourly is no setting")]
    [InlineData("Watch:After", "1m", "Reports:Watch:After is too short")]
    public void A_slip_is_named_at_the_start(string key, string value, string sentence) => Should.Throw<RefusalException>(() => Read((key, value))).Message.ShouldContain(sentence);

    private static ReportSettings Read(params (string Key, string Value)[] settings) =>
        ReportSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create($"Reports:{one.Key}", (string?)one.Value))).Build(), _company);
}
