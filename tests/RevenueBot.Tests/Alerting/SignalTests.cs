using RevenueBot.Alerts.Rules;
using RevenueBot.Metrics.Facts;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Alerting.PlantedCompany;
using static RevenueBot.Tests.Questions.Facts.FactsBot;

namespace RevenueBot.Tests.Alerting;

public sealed class SignalTests : IAsyncLifetime
{
    private LiveBot _bot = null!;

    public async ValueTask InitializeAsync() => _bot = await AlertBot.StartAsync();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task Each_signal_measures_whom_it_is_the_case_for_and_nobody_else()
    {
        (await _bot.MeasureAsync(Signal.FailedPayments, Now)).ShouldBe(new Dictionary<string, decimal> { ["ill"] = 2 });
        (await _bot.MeasureAsync(Signal.CancelledShare, Now)).ShouldBe(new Dictionary<string, decimal> { ["gone"] = 1 });
        (await _bot.MeasureAsync(Signal.ContractionShare, Now)).ShouldBe(new Dictionary<string, decimal> { ["down"] = 0.707071m });
        (await _bot.MeasureAsync(Signal.UnusedTrialDays, Now)).ShouldBe(new Dictionary<string, decimal> { ["idle"] = 2 });
        (await _bot.MeasureAsync(Signal.NpsScore, Now)).ShouldBe(new Dictionary<string, decimal> { ["sour"] = 3 });
        (await _bot.MeasureAsync(Signal.MrrChange, Now))["company"].ShouldBe(-0.1010m); // ada and bo pay 99 each too: 693 − 70 = 623
    }

    [Fact]
    public async Task A_limit_is_what_the_pass_found_and_of_the_past_what_the_facts_say()
    {
        (await _bot.MeasureAsync(Signal.LimitShare, Now)).ShouldBeEmpty("nobody has looked yet");
        await _bot.RefreshAsync("expansion", Now);
        var stored = await _bot.MeasureAsync(Signal.LimitShare, Now);
        stored.Where(share => share.Value > 0.8m).ShouldBe(new Dictionary<string, decimal> { ["sour"] = 0.92m });
        (await _bot.MeasureAsync(Signal.LimitShare, Now, isPast: true)).ShouldBe(stored, ignoreOrder: true);
    }

    [Fact]
    public async Task The_outlook_is_where_the_pace_so_far_leads_and_a_new_month_has_none()
    {
        (await _bot.MeasureAsync(Signal.TargetOutlook, Now))["company"].ShouldBe(0.0623m);
        (await _bot.MeasureAsync(Signal.TargetOutlook, At("2024-06-04T16:00Z"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Health_is_what_the_pass_left_and_of_the_past_what_the_facts_say()
    {
        await _bot.RefreshAsync("health", Now);
        var stored = await _bot.MeasureAsync(Signal.Health, Now.AddMinutes(5));
        stored["ill"].ShouldBeLessThan(30);
        (await _bot.MeasureAsync(Signal.Health, Now, isPast: true)).ShouldBe(stored, ignoreOrder: true);
        (await _bot.MeasureAsync(Signal.Health, Now.AddHours(3))).ShouldBeEmpty("a score that is not renewed is none");
    }

    [Theory]
    [InlineData(Signal.FailedPayments)]
    [InlineData(Signal.CancelledShare)]
    [InlineData(Signal.ContractionShare)]
    [InlineData(Signal.UnusedTrialDays)]
    [InlineData(Signal.NpsScore)]
    [InlineData(Signal.MrrChange)]
    [InlineData(Signal.LimitShare)]
    [InlineData(Signal.Health)]
    public async Task What_happens_later_changes_nothing_that_was_measured(Signal signal)
    {
        var before = await _bot.MeasureAsync(signal, Now, isPast: true);
        await _bot.LearnAsync(new FactBatch
        {
            SubscriptionEvents =
            [
                Event("gone", "2024-07-01T15:00Z"), Event("down", "2024-07-01T15:00Z"), Event("ill", "2024-07-02T15:00Z") with { Status = SubscriptionStatus.Canceled },
                Event("idle", "2024-07-01T15:00Z") with { Status = SubscriptionStatus.Canceled }, Event("well", "2024-07-01T15:00Z") with { CancelAtPeriodEnd = true, CurrentPeriodEnd = At("2024-07-15T15:00Z") },
            ],
            Payments = [Pay("ill", "2024-07-01T12:00Z", PaymentStatus.Succeeded), Pay("well", "2024-07-01T12:00Z", PaymentStatus.Failed)],
            Usage = [new("idle", "idle1", "tasks", 3, At("2024-07-01T12:00Z"), null)],
            Nps = [new("sour", "sour1", 10, null, At("2024-07-01T12:00Z")), new("down", "down1", 0, null, At("2024-07-01T12:00Z"))],
        });
        (await _bot.MeasureAsync(signal, Now, isPast: true)).ShouldBe(before, ignoreOrder: true);
    }

    [Fact]
    public async Task Without_usage_from_anybody_no_trial_is_said_to_be_unused() =>
        (await _bot.MeasureAsync(Signal.UnusedTrialDays, Now.AddDays(-200))).ShouldBeEmpty();
}
