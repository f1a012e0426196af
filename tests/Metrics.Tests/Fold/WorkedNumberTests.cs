using RevenueBot.Metrics.Facts;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Facts.SubscriptionStatus;

namespace RevenueBot.Metrics.Tests.Fold;

/// <summary>DEFINITIONS §11 and §2: numbers anyone can check with a pencil.</summary>
public sealed class WorkedNumberTests
{
    [Fact]
    public void A_hundred_monthly_and_fifty_yearly_payers_are_12_500() =>
        Ledger.Of(
            Fact.Item("2026-01-05") with { Quantity = 100 },
            Fact.Item("2026-01-05", 600).On("s2") with { Quantity = 50, Interval = IntervalUnit.Year }).Mrr("2026-01-05").ShouldBe(12_500);

    [Theory]
    [InlineData(90, IntervalUnit.Month, 3, 30)]
    [InlineData(2400, IntervalUnit.Year, 2, 100)]
    [InlineData(50, IntervalUnit.Week, 2, 108.333333)]
    [InlineData(1, IntervalUnit.Day, 1, 30.416667)]
    [InlineData(0.01, IntervalUnit.Year, 1, 0.000833)]
    public void Any_interval_becomes_a_month(decimal price, IntervalUnit interval, int count, decimal expected) =>
        Ledger.Of(Fact.Item("2026-01-05", price) with { Interval = interval, IntervalCount = count }).Mrr("2026-01-05").ShouldBe(expected);

    [Fact]
    public void Half_off_for_ever_is_half() =>
        Ledger.Of(Fact.Item("2026-01-05").Less(new Discount(50, null, DiscountDuration.Forever))).Mrr("2026-01-05").ShouldBe(50);

    [Fact]
    public void A_yearly_price_with_10_percent_off_is_a_twelfth_of_the_rest() =>
        Ledger.Of((Fact.Item("2026-01-05", 120) with { Interval = IntervalUnit.Year }).Less(new Discount(10, null, DiscountDuration.Forever)))
            .Mrr("2026-01-05").ShouldBe(9);

    [Fact]
    public void A_discount_of_some_months_ends_as_expansion()
    {
        var discounted = Fact.Item("2026-01-31", 10).Less(new Discount(10, null, DiscountDuration.Repeating, 3));
        Ledger.Of(discounted, discounted with { EffectiveAt = Fact.Time("2026-02-28") }).Lines
            .ShouldBe(["2026-01-31 new 9.00", "2026-04-30 expansion 1.00 (DiscountEnd)"]);
    }

    [Fact]
    public void A_discount_that_was_taken_away_and_given_again_starts_anew()
    {
        var discounted = Fact.Item("2026-01-31", 10).Less(new Discount(10, null, DiscountDuration.Repeating, 1));
        Ledger.Of(discounted, Fact.Item("2026-02-10", 10), discounted with { EffectiveAt = Fact.Time("2026-02-20") }).Mrr("2026-03-19").ShouldBe(9);
    }

    [Fact]
    public void Discounts_apply_in_their_order()
    {
        var (half, ten) = (new Discount(50, null, DiscountDuration.Forever), new Discount(null, 1000, DiscountDuration.Forever));
        Ledger.Of(Fact.Item("2026-01-05").Less(half, ten)).Mrr("2026-01-05").ShouldBe(40);
        Ledger.Of(Fact.Item("2026-01-05").Less(ten, half)).Mrr("2026-01-05").ShouldBe(45);
    }

    [Fact]
    public void Tax_leaves_before_discounts() =>
        Ledger.Of((Fact.Item("2026-01-05", 119) with { TaxMinor = 1900 }).Less(new Discount(50, null, DiscountDuration.Forever))).Mrr("2026-01-05").ShouldBe(50);

    [Fact]
    public void A_discount_given_once_is_ignored() =>
        Ledger.Of((Fact.Item("2026-01-05", 15) with { Quantity = 77 }).Less(new Discount(null, 1400, DiscountDuration.Once))).Mrr("2026-01-05").ShouldBe(1155);

    [Fact]
    public void Five_active_eight_trialing_and_one_past_due_are_294() =>
        Statuses((5, Active), (8, Trialing), (1, PastDue)).Sum(status => Ledger.Of(Fact.Item("2026-01-05", 49, status)).Mrr("2026-01-05")).ShouldBe(294);

    [Fact]
    public void More_discount_than_price_is_0() =>
        Ledger.Of(Fact.Item("2026-01-05", 49).Less(new Discount(null, 5000, DiscountDuration.Forever))).Mrr("2026-01-05").ShouldBe(0);

    [Fact]
    public void An_upgrade_half_way_is_the_difference_of_the_prices() =>
        Ledger.Of(Fact.Item("2026-01-01", 10), Fact.Item("2026-01-16", 20).On("s1", "team")).Lines
            .ShouldBe(["2026-01-01 new 10.00", "2026-01-16 expansion 10.00 (Plan)"]);

    [Fact]
    public void A_tiered_price_is_the_whole_amount_the_biller_says() =>
        Ledger.Of(Fact.Item("2026-01-05") with { Quantity = 1500, AmountMinor = 20_000 }).Mrr("2026-01-05").ShouldBe(200);

    [Fact]
    public void Items_with_mixed_intervals_add_up() =>
        Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-01-05", 120) with { ItemId = "i2", Interval = IntervalUnit.Year }).Mrr("2026-01-05").ShouldBe(110);

    private static IEnumerable<SubscriptionStatus> Statuses(params (int Count, SubscriptionStatus Status)[] groups) =>
        groups.SelectMany(g => Enumerable.Repeat(g.Status, g.Count));
}
