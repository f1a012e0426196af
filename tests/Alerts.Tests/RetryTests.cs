using RevenueBot.Alerts.Dispatch;
using Shouldly;
using Xunit;

namespace RevenueBot.Alerts.Tests;

public sealed class RetryTests
{
    private static readonly RetrySchedule _schedule = new(First: TimeSpan.FromSeconds(1), Cap: TimeSpan.FromSeconds(30), MaxAge: TimeSpan.FromMinutes(10));
    private static readonly DeliveryOutcome _again = new DeliveryOutcome.RetryAfter("busy");

    [Theory]
    [InlineData(1, 1.0, 1)]
    [InlineData(2, 1.0, 2)]
    [InlineData(5, 1.0, 16)]
    [InlineData(6, 1.0, 30)]
    [InlineData(100_000, 1.0, 30)]
    [InlineData(5, 0.25, 4)]
    [InlineData(5, 0.0, 0)]
    public void WaitsGrowToTheCapAndAreSpreadByChance(int attempts, double chance, double seconds) =>
        _schedule.Next(_again, attempts, TimeSpan.Zero, chance).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.99)]
    public void NeverBeforeThePlatformAllows(double chance) =>
        _schedule.Next(new DeliveryOutcome.RetryAfter("ratelimited", TimeSpan.FromSeconds(60)), 1, TimeSpan.Zero, chance)!
            .Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(60));

    [Fact]
    public void StopsWhenTheNextAttemptWouldBeTooOld()
    {
        _schedule.Next(_again, 9, TimeSpan.FromMinutes(10), 0.1).ShouldBeNull();
        _schedule.Next(new DeliveryOutcome.RetryAfter("ratelimited", TimeSpan.FromHours(1)), 1, TimeSpan.Zero, 0).ShouldBeNull();
    }

    [Fact]
    public void FinalOutcomesAreNotTriedAgain()
    {
        DeliveryOutcome[] final = [new DeliveryOutcome.Sent(), new DeliveryOutcome.Permanent("is_archived", "Choose another channel."), new DeliveryOutcome.Unknown("timeout")];
        final.ShouldAllBe(outcome => _schedule.Next(outcome, 1, TimeSpan.Zero, 0.5) == null);
    }

    [Fact]
    public void AnUnknownOutcomeIsTriedAgainOnlyWhereTwiceIsHarmless() =>
        (_schedule with { RepeatsUnknown = true }).Next(new DeliveryOutcome.Unknown("timeout"), 1, TimeSpan.Zero, 0.5).ShouldNotBeNull();

    [Fact]
    public async Task TheLoopTriesUntilSent()
    {
        var quick = _schedule with { First = TimeSpan.FromMilliseconds(1), Cap = TimeSpan.FromMilliseconds(2) };
        var attempts = 0;
        var outcome = await new RetryLoop(TimeProvider.System).RunAsync(quick,
            _ => Task.FromResult(++attempts < 4 ? _again : new DeliveryOutcome.Sent("ts")), TestContext.Current.CancellationToken);
        outcome.ShouldBe(new DeliveryOutcome.Sent("ts"));
        attempts.ShouldBe(4);
    }
}
