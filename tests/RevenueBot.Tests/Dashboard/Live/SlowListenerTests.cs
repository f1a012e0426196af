using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Dashboard.Live;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Dashboard.Live;

/// <summary>Sockets that are not read, and the end of the program.</summary>
public sealed class SlowListenerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_queue_keeps_the_last_of_a_kind_and_does_not_grow()
    {
        LiveQueue queue = new();
        for (var seq = 1; seq <= 100; seq++) queue.TryAdd(Frame("mrr_updated", seq, isUrgent: false)).ShouldBeTrue();
        for (var seq = 101; seq < 100 + LiveQueue.Most; seq++) queue.TryAdd(Frame("churn_alert", seq, isUrgent: true)).ShouldBeTrue();
        queue.TryAdd(Frame("churn_alert", 999, isUrgent: true)).ShouldBeFalse();
        var taken = await queue.TakeAsync(Cancel);
        taken.Select(frame => frame.Seq).ShouldBe(Enumerable.Range(100, LiveQueue.Most).Select(seq => (long)seq));
    }

    [Fact]
    public async Task Whoever_does_not_read_is_dropped_others_are_told_on_and_the_end_is_said()
    {
        DashboardBot bot = new([], new SteppedTime());
        await bot.InitializeAsync();
        var hub = bot.Services.GetRequiredService<LiveHub>();
        var (deaf, _) = await LiveClient.TryAsync(bot, await LiveClient.TokenAsync(bot, "terminal"), bot.Address.GetLeftPart(UriPartial.Authority));
        await using var ana = await LiveClient.OpenAsync(bot, "terminal");
        for (var i = 0; i < 500 && hub.Sockets > 1; i++)
        {
            hub.Add([Frame("big", 1_000 + i, isUrgent: true)]);
            await ana.NextAsync("big");
        }

        // What the network takes is taken; then the queue is full.
        await Patience.UntilAsync(() => Task.FromResult(hub.Sockets == 1));
        deaf.Dispose();
        await bot.DisposeAsync();
        (await ana.Closed).ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
    }

    private static LiveFrame Frame(string type, long seq, bool isUrgent) => new(type, seq, DateTimeOffset.UnixEpoch, isUrgent, _ => new { text = new string('x', 200_000) });
}
