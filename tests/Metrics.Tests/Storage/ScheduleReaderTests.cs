using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Forecasting.Mrr;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Storage;

public sealed class ScheduleReaderTests
{
    private static readonly Currency Usd = Currency.Parse("USD");
    private static readonly DateTimeOffset Start = new(2024, 1, 10, 15, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset CancelAt = new(2024, 5, 10, 15, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset TrialEnd = new(2024, 4, 20, 15, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancels_and_trials_come_with_their_money_and_their_day_as_known_at_any_time()
    {
        await using var database = await TestDatabase.CreateAsync();
        Clock clock = new(new(2024, 3, 1, 0, 0, 0, TimeSpan.Zero));
        FactStore store = new(database.DataSource, new(DefinitionProfile.Default, CompanyCalendar.Utc), clock);
        await store.ApplyAsync(new FactBatch { SubscriptionEvents = [Event("e1", "ada", Start), Event("e2", "bo", Start)] }, ct: Cancel);
        clock.Now = clock.Now.AddDays(30);
        await store.ApplyAsync(new FactBatch
        {
            SubscriptionEvents =
            [
                Event("e3", "ada", Start.AddDays(70)) with { CancelAtPeriodEnd = true, CurrentPeriodEnd = CancelAt },
                Trial("e4", "cy", Start.AddDays(90), TrialEnd),
                Trial("e5", "di", Start.AddDays(10), Start.AddDays(24)), Event("e6", "di", Start.AddDays(24)),
                Trial("e7", "ed", Start.AddDays(10), Start.AddDays(24)), Event("e8", "ed", Start.AddDays(24)) with { Status = SubscriptionStatus.Canceled },
            ],
        }, ct: Cancel);
        ScheduleReader reader = new(database.DataSource);

        var (scheduled, ended) = await reader.ReadAsync(new(2024, 4, 15), new(2024, 4, 16, 0, 0, 0, TimeSpan.Zero), null, Cancel);
        scheduled.OrderBy(one => one.Trial).ShouldBe([new(Usd, 50_000_000, 0, CancelAt, null), new(Usd, 0, 50_000_000, null, TrialEnd)]);
        ended.ShouldBe([new EndedTrials(Usd, 100_000_000, 50_000_000)]);

        var known = KnownAhead.Of(scheduled, ended, (new Month(2024, 4), 3), CompanyCalendar.Utc, (new FxRates(Usd, []), new(2024, 4, 15)));
        known.Cancels.ShouldBe([0, 50_000_000, 0]);
        known.Trials.ShouldBe([50_000_000, 0, 0]);
        (known.CancelCount, known.TrialCount, known.Conversion).ShouldBe((1, 1, 0.5));

        var before = await reader.ReadAsync(new(2024, 4, 15), new(2024, 4, 16, 0, 0, 0, TimeSpan.Zero), new(2024, 3, 2, 0, 0, 0, TimeSpan.Zero), Cancel);
        (before.Scheduled.Count, before.Ended.Count).ShouldBe((0, 0));
    }

    private static SubscriptionEvent Trial(string id, string customer, DateTimeOffset at, DateTimeOffset end) =>
        Event(id, customer, at) with { Status = SubscriptionStatus.Trialing, TrialEnd = end };

    private static SubscriptionEvent Event(string id, string customer, DateTimeOffset at) => new()
    {
        Source = FactSource.Import, EventId = id, CustomerId = customer, SubscriptionId = "sub_" + customer, ItemId = "sub_" + customer, PlanId = "pro",
        UnitAmountMinor = 5_000, Currency = Usd, Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = at,
    };
}
