using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Segmentation;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Tests.Lifetime.Planted;

namespace RevenueBot.Metrics.Tests.Segmentation;

public sealed class CustomerTraitsTests
{
    [Fact]
    public void Growth_is_that_of_ninety_days_without_exchange_rates()
    {
        var euro = Active("s1", "2023-10-01", 100_00) with { Currency = Eur };
        var traits = Of("2024-02-10", euro, euro with { EventId = "e2", EffectiveAt = At("2024-02-01"), UnitAmountMinor = 120_00 });
        (traits.Mrr, traits.Growth).ShouldBe((144_000_000m, 0.2m));
    }

    [Fact]
    public void Who_did_not_pay_ninety_days_ago_has_doubled() => Of("2024-02-10", Active("s1", "2024-01-10", 10_00)).Growth.ShouldBe(1);

    [Fact]
    public void A_discount_is_a_share_of_the_list_price() =>
        Of("2024-02-10", Active("s1", "2024-01-10", 10_00) with { Discounts = [new Discount(20, null, DiscountDuration.Forever)] }).Discount.ShouldBe(0.2m);

    [Fact]
    public void A_trial_counts_until_the_customer_pays()
    {
        var trial = Active("s1", "2024-01-10", 10_00) with { Status = SubscriptionStatus.Trialing };
        Of("2024-01-12", trial).ShouldSatisfyAllConditions(t => t.IsInTrial.ShouldBeTrue(), t => t.Counts.ShouldBeTrue(), t => t.Growth.ShouldBeNull());
        Of("2024-02-12", trial, Active("s1", "2024-01-24", 10_00)).ShouldSatisfyAllConditions(t => t.IsInTrial.ShouldBeFalse(), t => t.IsPaying.ShouldBeTrue());
    }

    [Fact]
    public void Who_is_paused_or_ended_does_not_pay()
    {
        var item = Active("s1", "2024-01-10", 10_00);
        Standing("2024-02-10", item, item with { EventId = "p", Status = SubscriptionStatus.Paused, EffectiveAt = At("2024-02-01") }).IsPaying.ShouldBeFalse();
        Standing("2024-02-10", item, Ended(item, "2024-02-01")).IsPaying.ShouldBeFalse();
    }

    [Fact]
    public void Money_without_a_rate_is_named_and_its_customer_still_pays()
    {
        var standing = Standing("2024-06-10", Active("s1", "2024-01-10", 10_00) with { Currency = Eur });
        standing.IsPaying.ShouldBeTrue();
        standing.MrrAt(Rates, new(2024, 6, 10)).ShouldBe(0);
        standing.Unrated(Rates, new(2024, 6, 10)).ShouldBe([(Eur, 10_000_000L)]);
    }

    private static CustomerTraits Of(string day, params SubscriptionEvent[] events) => CustomerTraits.Of("ada", Movements.Fold(events, LedgerRules.Default), Day(day), Rates);

    private static CustomerStanding Standing(string day, params SubscriptionEvent[] events) => CustomerStanding.At(Movements.Fold(events, LedgerRules.Default), Day(day));

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
