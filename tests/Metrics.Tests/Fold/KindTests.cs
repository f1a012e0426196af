using RevenueBot.Metrics.Facts;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Facts.SubscriptionStatus;

namespace RevenueBot.Metrics.Tests.Fold;

/// <summary>DEFINITIONS §3: one case of each rule.</summary>
public sealed class KindTests
{
    [Fact]
    public void A_second_subscription_is_expansion_and_ending_one_of_two_is_contraction()
    {
        var ledger = Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-02-05", 30).On("s2"), Fact.Item("2026-03-05", 30, Canceled).On("s2"));
        ledger.Lines.Select(l => l.Split(" (")[0]).ShouldBe(["2026-01-05 new 100.00", "2026-02-05 expansion 30.00", "2026-03-05 contraction -30.00"]);
        ledger.Customers("2026-03-05").ShouldBe(1);
    }

    [Fact]
    public void A_plan_switch_is_one_line_with_the_net_sign()
    {
        var ledger = Ledger.Of(Fact.Item("2026-01-05", 10).On("s1", "starter"), Fact.Item("2026-01-20", 20).On("s1", "pro"));
        ledger.Lines.ShouldBe(["2026-01-05 new 10.00", "2026-01-20 expansion 10.00 (Plan)"]);
        ledger.RowsOn("2026-01-20").ShouldBe(["s1 pro expansion 20.00", "s1 starter expansion -10.00"]);
    }

    [Fact]
    public void A_switch_down_is_contraction_on_both_plans() =>
        Ledger.Of(Fact.Item("2026-01-05", 20).On("s1", "pro"), Fact.Item("2026-01-20", 10).On("s1", "starter")).RowsOn("2026-01-20")
            .ShouldBe(["s1 pro contraction -20.00", "s1 starter contraction 10.00"]);

    [Fact]
    public void A_switch_at_the_same_price_moves_the_plans_and_sums_to_0()
    {
        var ledger = Ledger.Of(Fact.Item("2026-01-05", 20).On("s1", "pro"), Fact.Item("2026-01-20", 20).On("s1", "team"));
        ledger.RowsOn("2026-01-20").ShouldBe(["s1 pro expansion -20.00", "s1 team expansion 20.00"]);
        ledger.Rows.Where(r => r.PlanId == "pro").Sum(r => r.PlanCustomers).ShouldBe(0);
        ledger.Rows.Where(r => r.PlanId == "team").Sum(r => r.PlanCustomers).ShouldBe(1);
    }

    [Fact]
    public void A_return_is_reactivation_with_the_days_closed_at_0()
    {
        var ledger = Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-02-10", status: Canceled), Fact.Item("2026-02-15T08:00"));
        ledger.Lines.ShouldBe(["2026-01-05 new 100.00", "2026-02-10 churn -100.00 (Voluntary)", "2026-02-15 reactivation 100.00"]);
        ledger.Rows.Single(r => r.Kind == MovementKind.Reactivation).GapDays.ShouldBe(5);
        ledger.Rows.Where(r => r.Kind != MovementKind.Reactivation).ShouldAllBe(r => r.GapDays == null);
    }

    [Fact]
    public void A_return_within_the_day_nets_out() =>
        Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-02-10T08:00", status: Canceled), Fact.Item("2026-02-10T20:00")).Lines
            .ShouldBe(["2026-01-05 new 100.00"]);

    [Fact]
    public void A_new_subscription_on_the_day_the_old_one_ends_sums_to_0() =>
        Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-02-10T08:00", status: Canceled), Fact.Item("2026-02-10T20:00").On("s2")).RowsOn("2026-02-10")
            .ShouldBe(["s1 pro expansion -100.00", "s2 pro expansion 100.00"]);

    [Fact]
    public void Who_joins_and_leaves_on_one_day_leaves_no_row_and_is_new_when_it_comes_back() =>
        Ledger.Of(Fact.Item("2026-01-05T08:00"), Fact.Item("2026-01-05T20:00", status: Canceled), Fact.Item("2026-02-01")).Lines
            .ShouldBe(["2026-02-01 new 100.00"]);

    [Fact]
    public void Who_joins_and_leaves_within_a_month_has_both_rows() =>
        Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-01-25", status: Canceled)).Lines
            .ShouldBe(["2026-01-05 new 100.00", "2026-01-25 churn -100.00 (Voluntary)"]);

    [Fact]
    public void A_migration_day_has_no_churn_and_no_new() =>
        Ledger.Of(
            Fact.Item("2026-01-05").On("old"), Fact.Item("2026-03-01", status: Canceled).On("old"),
            Fact.Item("2026-03-01T06:00", 110).On("sub_1") with { Source = FactSource.Stripe }).Lines
            .ShouldBe(["2026-01-05 new 100.00", "2026-03-01 expansion 10.00 (Migration)"]);

    [Fact]
    public void A_migration_at_the_same_price_sums_to_0() =>
        Ledger.Of(
            Fact.Item("2026-01-05").On("old"), Fact.Item("2026-03-01", status: Canceled).On("old"),
            Fact.Item("2026-03-01").On("sub_1") with { Source = FactSource.Stripe }).Lines
            .ShouldBe(["2026-01-05 new 100.00", "2026-03-01 expansion 0.00 (Migration)"]);

    [Fact]
    public void Currencies_that_move_in_opposite_directions_have_their_own_kinds()
    {
        var euros = Fact.Item("2026-01-05", 50).On("s2") with { Currency = Currency.Parse("EUR") };
        Ledger.Of(Fact.Item("2026-01-05"), euros, Fact.Item("2026-02-05", 90), euros with { EffectiveAt = Fact.Time("2026-02-05"), UnitAmountMinor = 7000 }).Lines
            .ShouldBe(["2026-01-05 new 100.00", "2026-01-05 new 50.00 EUR", "2026-02-05 contraction -10.00 (Price)", "2026-02-05 expansion 20.00 EUR (Price)"]);
    }

    [Fact]
    public void A_move_to_another_currency_is_neither_churn_nor_new() =>
        Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-02-05", 90) with { Currency = Currency.Parse("EUR") }).Lines.Select(l => l.Split(" (")[0])
            .ShouldBe(["2026-01-05 new 100.00", "2026-02-05 expansion 90.00 EUR", "2026-02-05 contraction -100.00"], ignoreOrder: true);

    [Theory]
    [InlineData("quantity", "2026-02-05 expansion 100.00 (Quantity)")]
    [InlineData("price", "2026-02-05 expansion 20.00 (Price)")]
    [InlineData("interval", "2026-02-05 contraction -91.666667 (Interval)")]
    [InlineData("discount", "2026-02-05 contraction -50.00 (DiscountStart)")]
    public void A_movement_says_what_changed(string what, string line)
    {
        var next = Fact.Item("2026-02-05");
        next = what switch
        {
            "quantity" => next with { Quantity = 2 },
            "price" => next with { UnitAmountMinor = 12000 },
            "interval" => next with { Interval = IntervalUnit.Year },
            _ => next.Less(new Discount(50, null, DiscountDuration.Forever)),
        };
        Ledger.Of(Fact.Item("2026-01-05"), next).Lines.ShouldBe(["2026-01-05 new 100.00", line]);
    }

    [Fact]
    public void Days_are_those_of_the_company()
    {
        var newYork = new LedgerRules(DefinitionProfile.Default, new CompanyCalendar(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")));
        Ledger.Of(newYork, Fact.Item("2026-01-05T04:59:59.999999")).Lines.ShouldBe(["2026-01-04 new 100.00"]);
        Ledger.Of(newYork, Fact.Item("2026-01-05T05:00")).Lines.ShouldBe(["2026-01-05 new 100.00"]);
    }
}
