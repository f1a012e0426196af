using System.Globalization;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports.Sending;

/// <summary>Forty channels within what Slack allows: each served once, none faster than it may be.</summary>
public sealed class FortyChannelsTests : IAsyncLifetime
{
    private const int Channels = 40;
    private SendingHouse _house = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _house = await SendingHouse.OpenAsync(Channels);

    public async ValueTask DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Forty_channels_have_it_once_also_when_Slack_asks_for_patience_and_the_pace_is_held()
    {
        var settings = SendingHouse.Names(Channels).Select((name, number) => ($"Daily:Channels:{number}", $"slack:{name}")).ToArray();
        Replica one = _house.Start(settings), two = _house.Start(settings);
        await Replica.RunAsync(TimeSpan.FromMinutes(1), one, two);
        _house.Slack.Fail("chat.postMessage", new Fault.RateLimited(5), new Fault.RateLimited(3), new Fault.DropAfterEffect());
        _house.Clock.Now = DateTimeOffset.Parse("2026-11-11T12:30:00Z", CultureInfo.InvariantCulture);
        await Task.WhenAll(one.Clockwork.RunAsync(_house.Clock.Now, Cancel), two.Clockwork.RunAsync(_house.Clock.Now, Cancel));
        var began = _house.Clock.Now;
        while ((await _house.RowsAsync()).Any(row => row.State is 0 or 1))
        {
            while ((await Task.WhenAll(one.Dispatcher.StepAsync(Cancel), two.Dispatcher.StepAsync(Cancel))).Any(did => did)) { }
            _house.Clock.Now += TimeSpan.FromMilliseconds(550);
            (_house.Clock.Now - began).ShouldBeLessThan(TimeSpan.FromMinutes(3));
        }

        foreach (var channel in SendingHouse.Names(Channels))
        {
            var posts = _house.Slack.Board.Where(message => message.Channel == channel).ToList();
            posts.Count(message => string.IsNullOrEmpty(message.ThreadTs)).ShouldBe(1, channel);
            posts.Count.ShouldBe(3, channel);
            posts.Select(message => message.DeliveryId).Distinct().Count().ShouldBe(3, channel);
        }

        _house.Slack.Uploads.Count.ShouldBe(2); // each replica once
        _house.Slack.Calls.Count(call => call.Method == "conversations.info").ShouldBeLessThanOrEqualTo(3 * Channels); // each replica once, and again where an attempt was put off
        _house.Slack.Problems.ShouldBeEmpty();
        TestContext.Current.TestOutputHelper?.WriteLine($"{Channels} channels, {_house.Slack.Board.Count} messages within {(_house.Clock.Now - began).TotalSeconds:0} s of Slack's time.");
    }
}
