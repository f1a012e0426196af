using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Retention;

/// <summary>In which rates the money of cohorts is (docs/api.md, Cohorts).</summary>
public sealed class CohortMoneyTests : IAsyncLifetime
{
    private const string HalfYear = "from=2024-01-01&to=2024-06-30";
    private readonly LiveBot _bot = new();

    public ValueTask InitializeAsync() => _bot.InitializeAsync();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task In_one_currency_the_cohorts_of_a_month_add_up_to_its_mrr()
    {
        var closings = (await _bot.MetricAsync("mrr?" + HalfYear))["entries"]!.AsArray().Select(entry => entry!.Micros("mrr")).ToList();
        var cells = (await _bot.MetricAsync("cohorts?" + HalfYear))["entries"]!.AsArray().Where(entry => entry!["mrr"] is not null);
        var sums = cells.GroupBy(entry => Metrics.Month.TryParse(entry!["cohort"]!.GetValue<string>(), out var month) ? month.Plus(entry["month"]!.GetValue<int>()) : default)
            .OrderBy(month => month.Key).Select(month => month.Sum(entry => entry!.Micros("mrr")));
        sums.ShouldBe(closings);
    }

    [Fact]
    public async Task An_exchange_rate_retains_and_loses_nobody()
    {
        await _bot.LearnAsync(new FactBatch
        {
            FxRates = [.. Enumerable.Range(2, 5).Select(month => new FxRate(Currency.Parse("EUR"), new DateOnly(2024, month, 1), WholeMonth: true, 1 + (month / 10m)))],
            SubscriptionEvents =
            [
                new()
                {
                    Source = FactSource.Import, EventId = "eur", CustomerId = "eva", SubscriptionId = "sub_eva", ItemId = "sub_eva", PlanId = "pro", UnitAmountMinor = 10_000,
                    Currency = Currency.Parse("EUR"), Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = new(2024, 2, 12, 12, 0, 0, TimeSpan.Zero),
                },
            ],
        });

        var february = (await _bot.MetricAsync("cohorts?" + HalfYear))["entries"]!.AsArray().Where(entry => entry!["cohort"]!.GetValue<string>() == "2024-02" && entry["mrr"] is not null).ToList();
        february.Count.ShouldBe(5);
        foreach (var entry in february)
        {
            entry!.Micros("mrr").ShouldBe(219_000_000); // bo 99, and eva 100 at the 1.2 of February
            entry!["revenue_retention"]!.GetValue<decimal>().ShouldBe(1);
        }

        (await _bot.MetricAsync("mrr?from=2024-06-01&to=2024-06-30"))["entries"]![0]!.Micros("mrr").ShouldBe(358_000_000); // ada and bo 99 each, eva 100 at the 1.6 of June
    }
}
