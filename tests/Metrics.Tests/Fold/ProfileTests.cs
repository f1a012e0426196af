using RevenueBot.Metrics.Facts;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Facts.SubscriptionStatus;

namespace RevenueBot.Metrics.Tests.Fold;

/// <summary>Every rule on which vendors disagree, at its other setting.</summary>
public sealed class ProfileTests
{
    private static readonly DefinitionProfile Default = DefinitionProfile.Default;

    [Theory]
    [InlineData(IntervalUnit.Week, 216.5)]
    [InlineData(IntervalUnit.Day, 1500)]
    public void Weeks_and_days_by_the_round_factors(IntervalUnit interval, decimal expected) =>
        Ledger.Of(Default with { WeekFactor = new Ratio(4.33m, 1), DayFactor = new Ratio(30, 1) }, Fact.Item("2026-01-05", 50) with { Interval = interval })
            .Mrr("2026-01-05").ShouldBe(expected);

    [Fact]
    public void Past_due_for_ever() =>
        Ledger.Of(Default with { PastDueDays = 0 }, Fact.Item("2026-01-05"), Fact.Item("2026-02-05", status: PastDue)).Lines.ShouldBe(["2026-01-05 new 100.00"]);

    [Fact]
    public void A_pause_as_churn_and_reactivation() =>
        Ledger.Of(Default with { Paused = PausedRule.Churn }, Fact.Item("2026-01-05"), Fact.Item("2026-02-10", status: Paused), Fact.Item("2026-03-01")).Lines
            .ShouldBe(["2026-01-05 new 100.00", "2026-02-10 churn -100.00 (Voluntary)", "2026-03-01 reactivation 100.00"]);

    [Fact]
    public void A_pause_of_one_of_two_as_contraction_and_expansion() =>
        Ledger.Of(
            Default with { Paused = PausedRule.Churn }, Fact.Item("2026-01-05"), Fact.Item("2026-01-05", 30).On("s2"), Fact.Item("2026-02-10", 30, Paused).On("s2"),
            Fact.Item("2026-03-01", 30).On("s2")).Lines.Select(l => l.Split(" (")[0])
            .ShouldBe(["2026-01-05 new 130.00", "2026-02-10 contraction -30.00", "2026-03-01 expansion 30.00"]);

    [Fact]
    public void A_pause_that_never_turns_into_churn() =>
        Ledger.Of(Default with { PausedChurnDays = 0 }, Fact.Item("2026-01-05"), Fact.Item("2026-02-10", status: Paused), Fact.Item("2027-03-01")).Lines
            .ShouldBe(["2026-01-05 new 100.00", "2026-02-10 paused -100.00", "2027-03-01 resumed 100.00"]);

    [Fact]
    public void A_free_period_of_a_payer_as_0() =>
        Ledger.Of(Default with { PayingTrial = PayingTrialRule.Zero }, Fact.Item("2026-01-05"), Fact.Item("2026-02-05", status: Trialing), Fact.Item("2026-03-05")).Lines
            .ShouldBe(["2026-01-05 new 100.00", "2026-02-05 churn -100.00 (ToFree)", "2026-03-05 reactivation 100.00"]);

    [Fact]
    public void A_discount_given_once_lowers_the_first_period() =>
        Ledger.Of(
            Default with { OnceDiscount = OnceDiscountRule.FirstPeriod },
            (Fact.Item("2026-01-31", 15) with { Quantity = 77 }).Less(new Discount(null, 1400, DiscountDuration.Once))).Lines
            .ShouldBe(["2026-01-31 new 1141.00", "2026-02-28 expansion 14.00 (DiscountEnd)"]);

    [Fact]
    public void A_move_to_free_as_contraction_and_back_as_expansion() =>
        Ledger.Of(
            Default with { FreePlan = FreePlanRule.Contraction }, Fact.Item("2026-01-05"), Fact.Item("2026-02-05", 0).On("s1", "free"), Fact.Item("2026-03-05"))
            .Lines.ShouldBe(["2026-01-05 new 100.00", "2026-02-05 contraction -100.00 (ToFree)", "2026-03-05 expansion 100.00 (Plan)"]);

    [Fact]
    public void Churn_at_the_click()
    {
        var profile = Default with { ChurnAt = ChurnAtRule.Click };
        Ledger.Of(profile, Fact.Item("2026-01-05"), Fact.Item("2026-01-20").CancelsAt("2026-02-05")).Lines
            .ShouldBe(["2026-01-05 new 100.00", "2026-01-20 churn -100.00 (Voluntary)"]);
        Ledger.Of(profile, Fact.Item("2026-01-05"), Fact.Item("2026-01-10", status: Paused), Fact.Item("2026-01-20", status: Paused).CancelsAt("2026-02-05")).Lines
            .ShouldBe(["2026-01-05 new 100.00", "2026-01-10 paused -100.00", "2026-01-20 churn -100.00 (Voluntary)", "2026-01-20 resumed 100.00"], ignoreOrder: true);
    }

    [Fact]
    public void An_item_rounded_to_the_minor_unit_of_its_currency()
    {
        var profile = Default with { Rounding = RoundingRule.Subscription };
        var yearly = Fact.Item("2026-01-05", 100.06m) with { Interval = IntervalUnit.Year };
        Ledger.Of(profile, yearly).Mrr("2026-01-05").ShouldBe(8.34m);
        Ledger.Of(profile, yearly with { Currency = Currency.Parse("JPY"), UnitAmountMinor = 1006 }).Mrr("2026-01-05").ShouldBe(84);
        Ledger.Of(profile, yearly with { Currency = Currency.Parse("KWD"), UnitAmountMinor = 1006 }).Mrr("2026-01-05").ShouldBe(0.084m);
    }

    [Fact]
    public void Stripe_leaves_repeating_discounts_out() =>
        Ledger.Of(DefinitionProfile.Stripe, Fact.Item("2026-01-05").Less(new Discount(50, null, DiscountDuration.Repeating, 3))).Mrr("2026-01-05").ShouldBe(100);
}
