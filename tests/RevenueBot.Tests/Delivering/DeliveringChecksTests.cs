using Microsoft.Extensions.Configuration;
using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.Storage;
using RevenueBot.Configuration;
using RevenueBot.Delivering;
using RevenueBot.Doctor;
using RevenueBot.Metrics;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Slack.Alerts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Delivering;

/// <summary>What <c>doctor</c> says of messages: connected platforms, places that can be reached, what was given up and what waits.</summary>
public sealed class DeliveringChecksTests : IAsyncLifetime
{
    private static readonly Company _company = new("Larkspur", CompanyCalendar.Utc, Currency.Parse("USD"));
    private Outbox _outbox = null!;

    public async ValueTask InitializeAsync() => _outbox = await Outbox.OpenAsync();

    public ValueTask DisposeAsync() => _outbox.DisposeAsync();

    [Fact]
    public async Task Given_up_messages_are_counted_with_what_to_do_and_waiting_ones_with_their_age()
    {
        (await CheckAsync("slack:C0ALERTS")).Single().ShouldBe(DoctorCheck.Ok("Messages", "Nothing waits, nothing was given up."));
        await _outbox.PutAsync("al_1", Cards.Firing);
        _outbox.Clock.Now += TimeSpan.FromHours(1);
        (await CheckAsync("slack:C0ALERTS")).Single().Sentence.ShouldStartWith("1 message waits to be sent, the oldest since Tue 10 Nov, 14:05");
        _outbox.Slack.Fail("chat.postMessage", new Fault.Error("not_in_channel"));
        await _outbox.RunAsync(TimeSpan.FromMinutes(1), _outbox.Dispatcher());
        var given = (await CheckAsync("slack:C0ALERTS")).Single();
        (given.Outcome, given.Sentence).ShouldBe((Outcome.Warn,
            "1 message was given up, the last of Tue 10 Nov, 14:05 (not_in_channel). Invite the app to the channel (/invite). The verb alert dead lists them, alert replay sends them again."));
    }

    [Fact]
    public async Task A_platform_that_is_not_connected_is_named() =>
        (await CheckAsync("teams:19:abc"))[0].ShouldBe(DoctorCheck.Fail("Alerts to teams", "Alerts:Channels names teams, which is not connected: connect it, or choose another channel. What is sent there is given up."));

    [Theory]
    [InlineData("slack:C0ALERTS", "Reachable.")]
    [InlineData("slack:C0PARTNER", "Nothing can be posted there (audience). People from outside the company can read the channel: choose another destination, or name it in Access:Slack:SharedChannels, then replay the message.")]
    [InlineData("slack:C0LOST", "Nothing can be posted there (channel_not_found). Check the channel's id; in a private channel, invite the app first (/invite).")]
    [InlineData("slack:C0AWAY", "The bot is not in the channel, so alerts are given up: /invite it.")]
    [InlineData("slack:U0EVA", "Nothing can be posted there (audience). The person may not be told this in a direct message: give them the right in Access:Slack:People, or choose another destination, then replay the message.")]
    [InlineData("slack:U0ANA", "Reachable.")]
    public async Task Every_place_in_Slack_is_looked_at(string destination, string sentence)
    {
        _outbox.Slack.Channels["C0AWAY"] = new FakeChannel(IsMember: false);
        var check = (await _outbox.SlackChecks("C0AWAY").RunAsync(Settings(destination), CancellationToken.None)).Single();
        (check.Name, check.Sentence).ShouldBe(($"Alerts to {destination}", sentence));
    }

    private Task<IReadOnlyList<DoctorCheck>> CheckAsync(string destination) =>
        new DeliveringChecks(_outbox.Store, [_outbox.Notifier()], Settings(destination), _company, _outbox.Clock).RunAsync(CancellationToken.None);

    private static AlertSettings Settings(string destination) =>
        AlertSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Alerts:Channels:Default", destination)]).Build(), _company);
}
