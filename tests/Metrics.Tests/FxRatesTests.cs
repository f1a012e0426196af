using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests;

public sealed class FxRatesTests
{
    private static readonly Currency Usd = Currency.Parse("USD"), Eur = Currency.Parse("EUR"), Jpy = Currency.Parse("JPY");

    [Fact]
    public void The_rate_of_the_day_comes_before_that_of_its_month()
    {
        var rates = new FxRates(Usd, [new(Eur, new(2026, 1, 1), WholeMonth: true, 1.05m), new(Eur, new(2026, 1, 10), WholeMonth: false, 1.10m)]);
        rates.Find(Eur, new(2026, 1, 10)).ShouldBe(1.10m);
        rates.Find(Eur, new(2026, 1, 11)).ShouldBe(1.05m);
    }

    [Theory]
    [InlineData(16, 1.10)]
    [InlineData(17, 1.10)]
    [InlineData(18, null)]
    [InlineData(9, null)]
    public void The_last_known_rate_stands_in_for_7_days_and_never_backwards(int day, double? expected) =>
        new FxRates(Usd, [new(Eur, new(2026, 1, 10), WholeMonth: false, 1.10m)]).Find(Eur, new(2026, 1, day)).ShouldBe((decimal?)expected);

    [Fact]
    public void A_rate_of_a_month_stands_in_for_the_first_7_days_of_the_next()
    {
        var rates = new FxRates(Usd, [new(Eur, new(2026, 1, 1), WholeMonth: true, 1.05m)]);
        (rates.Find(Eur, new(2026, 1, 31)), rates.Find(Eur, new(2026, 2, 7)), rates.Find(Eur, new(2026, 2, 8))).ShouldBe((1.05m, 1.05m, null));
    }

    [Fact]
    public void A_currency_without_a_rate_has_none() => new FxRates(Usd, []).Find(Jpy, new(2026, 1, 1)).ShouldBeNull();

    [Fact]
    public void The_reporting_currency_is_1() => new FxRates(Usd, []).Find(Usd, new(2026, 1, 1)).ShouldBe(1m);

    [Fact]
    public void Only_daily_rates_make_a_currency_daily()
    {
        var rates = new FxRates(Usd, [new(Eur, new(2026, 1, 1), WholeMonth: true, 1.05m), new(Jpy, new(2026, 1, 1), WholeMonth: false, 0.0064m)]);
        (rates.IsDaily(Eur), rates.IsDaily(Jpy), rates.IsDaily(Usd)).ShouldBe((false, true, false));
    }
}
