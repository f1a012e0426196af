using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Ratios;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Ratios;

/// <summary>What a day brings: cash, cancels clicked and subscriptions ended.</summary>
public sealed class TodayTests
{
    private static readonly Currency Usd = Currency.Parse("USD"), Eur = Currency.Parse("EUR"), Jpy = Currency.Parse("JPY");
    private static readonly DateOnly Day = new(2026, 11, 10);

    [Fact]
    public void Revenue_is_payments_less_what_went_back_without_tax()
    {
        PaymentSum[] sums =
        [
            new(Usd, PaymentStatus.Succeeded, 119_00, 19_00, 2), new(Usd, PaymentStatus.Refunded, 50_00, 0, 1), new(Usd, PaymentStatus.Disputed, 10_00, 0, 1),
            new(Usd, PaymentStatus.Failed, 999_00, 0, 7),
        ];
        var revenue = CashRevenue.Of(sums, Day, new FxRates(Usd, []));
        (revenue.Micros, revenue.Payments, revenue.GivenBack).ShouldBe((40_000_000, 2, 2));
    }

    [Fact]
    public void Currencies_convert_at_the_day_and_a_missing_rate_is_named()
    {
        PaymentSum[] sums = [new(Eur, PaymentStatus.Succeeded, 100_00, 0, 1), new(Jpy, PaymentStatus.Succeeded, 1_045, 0, 1), new(Usd, PaymentStatus.Succeeded, 1_00, 0, 1)];
        var revenue = CashRevenue.Of(sums, Day, new FxRates(Usd, [new FxRate(Eur, Day, false, 1.1m)]));
        revenue.Micros.ShouldBe(111_000_000);
        revenue.Unconverted.ShouldBe([new Unconverted(Jpy, 1_045_000_000)]);
    }

    [Fact]
    public void A_scheduled_cancel_is_clicked_and_ends_nothing() =>
        Of([Row(-40, MovementKind.New, 100), Row(0, MovementKind.Memo, 0, cancels: 1)]).ShouldBe(new DayEnds(1, 0));

    [Fact]
    public void A_cancel_taken_back_on_another_day_is_no_click() =>
        Of([Row(-40, MovementKind.New, 100), Row(-2, MovementKind.Memo, 0, cancels: 1), Row(0, MovementKind.Memo, 0, cancels: -1)]).ShouldBe(new DayEnds(0, 0));

    [Fact]
    public void An_end_is_no_click() =>
        Of([Row(-40, MovementKind.New, 100), Row(-2, MovementKind.Memo, 0, cancels: 1), Row(0, MovementKind.Churn, -100, cancels: -1)], "a").ShouldBe(new DayEnds(0, 1));

    [Fact]
    public void A_cancel_that_ends_its_mrr_at_once_is_a_click() =>
        DayEnds.Of([Row(-40, MovementKind.New, 100), Row(0, MovementKind.Churn, -100)], Day, new HashSet<string>(), new HashSet<string> { "a" }).ShouldBe(new DayEnds(1, 0));

    [Fact]
    public void One_of_two_subscriptions_may_end()
    {
        Movement[] rows = [Row(-40, MovementKind.New, 100), Row(-30, MovementKind.Expansion, 50, subscription: "b"), Row(0, MovementKind.Contraction, -50, subscription: "b")];
        Of(rows, "b").ShouldBe(new DayEnds(0, 1));
    }

    [Fact]
    public void A_downgrade_and_a_pause_end_nothing()
    {
        Of([Row(-40, MovementKind.New, 100), Row(0, MovementKind.Contraction, -100), Row(0, MovementKind.Contraction, 60)]).ShouldBe(default);
        Of([Row(-40, MovementKind.New, 100), Row(0, MovementKind.Paused, -100)]).ShouldBe(default);
    }

    [Fact]
    public void Who_leaves_while_paused_ends() => Of(
        [Row(-40, MovementKind.New, 100), Row(-9, MovementKind.Paused, -100), Row(0, MovementKind.Resumed, 100), Row(0, MovementKind.Churn, -100)], "a").ShouldBe(new DayEnds(0, 1));

    [Theory]
    [InlineData(MovementKind.Contraction)]
    [InlineData(MovementKind.Churn)]
    public void What_goes_on_without_mrr_has_not_ended(MovementKind kind) =>
        Of([Row(-40, MovementKind.New, 100), Row(0, kind, -100)], "another").ShouldBe(new DayEnds(0, 0, FellToZero: 1));

    private static DayEnds Of(IEnumerable<Movement> rows, params string[] ended) => DayEnds.Of(rows, Day, ended.ToHashSet());

    private static Movement Row(int days, MovementKind kind, long amount, short cancels = 0, string subscription = "a") => new()
    {
        Day = Day.AddDays(days), At = default, SubscriptionId = subscription, PlanId = "p", Currency = Usd, Kind = kind, Amount = amount, Cancels = cancels,
    };
}
