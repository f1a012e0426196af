using RevenueBot.Metrics.Facts;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Facts.SubscriptionStatus;

namespace RevenueBot.Metrics.Tests.Fold;

/// <summary>DEFINITIONS §2, the table of states, line by line.</summary>
public sealed class StateTests
{
    [Fact]
    public void A_first_trial_is_trial_MRR_until_it_converts()
    {
        var ledger = Ledger.Of(Fact.Item("2026-01-05", 49, Trialing), Fact.Item("2026-01-19", 49));
        ledger.Lines.ShouldBe(["2026-01-19 new 49.00"]);
        (ledger.Trial("2026-01-05"), ledger.Trials("2026-01-18"), ledger.Customers("2026-01-18")).ShouldBe((49m, 1, 0));
        (ledger.Trial("2026-01-19"), ledger.Trials("2026-01-19"), ledger.Customers("2026-01-19")).ShouldBe((0m, 0, 1));
    }

    [Fact]
    public void A_trial_that_ends_without_paying_leaves_no_movement() =>
        Ledger.Of(Fact.Item("2026-01-05", 49, Trialing), Fact.Item("2026-01-19", 49, Canceled)).Lines.ShouldBeEmpty();

    [Fact]
    public void A_free_period_on_a_paying_subscription_keeps_its_MRR() =>
        Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-02-05", status: Trialing)).Lines.ShouldBe(["2026-01-05 new 100.00"]);

    [Fact]
    public void A_trial_stays_a_first_trial_while_a_second_item_starts_to_pay()
    {
        var ledger = Ledger.Of(
            Fact.Item("2026-01-05", 49, Trialing).Less(new Discount(10, null, DiscountDuration.Forever, Start: Fact.Time("2026-01-15"))),
            Fact.Item("2026-01-10", 20) with { ItemId = "i2" });
        (ledger.Mrr("2026-01-31"), ledger.Trial("2026-01-31")).ShouldBe((20m, 44.1m));
    }

    [Fact]
    public void Active_counts_from_its_first_day() => Ledger.Of(Fact.Item("2026-01-05T23:59:59.999999")).Lines.ShouldBe(["2026-01-05 new 100.00"]);

    [Fact]
    public void Past_due_counts_for_30_days_then_churns_involuntarily_on_that_day()
    {
        var ledger = Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-02-05T10:00", status: PastDue));
        ledger.Lines.ShouldBe(["2026-01-05 new 100.00", "2026-03-07 churn -100.00 (Involuntary)"]);
        ledger.Mrr("2026-03-06").ShouldBe(100);
    }

    [Fact]
    public void A_payment_within_30_days_leaves_no_trace_of_past_due() =>
        Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-02-05", status: PastDue), Fact.Item("2026-03-06T23:00")).Lines.ShouldBe(["2026-01-05 new 100.00"]);

    [Fact]
    public void Thirty_days_count_from_the_first_failure_of_the_run()
    {
        var ledger = Ledger.Of(
            Fact.Item("2026-01-05"), Fact.Item("2026-02-05", status: PastDue), Fact.Item("2026-02-20", 120, PastDue), Fact.Item("2026-03-15", 120));
        ledger.Lines.ShouldBe([
            "2026-01-05 new 100.00", "2026-02-20 expansion 20.00 (Price)", "2026-03-07 churn -120.00 (Involuntary)", "2026-03-15 reactivation 120.00"]);
    }

    [Fact]
    public void Unpaid_is_involuntary_churn() =>
        Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-02-05", status: Unpaid)).Lines.ShouldBe(["2026-01-05 new 100.00", "2026-02-05 churn -100.00 (Involuntary)"]);

    [Fact]
    public void Incomplete_is_never_a_customer_and_never_churn()
    {
        var ledger = Ledger.Of(Fact.Item("2026-01-05", status: Incomplete), Fact.Item("2026-01-06", status: IncompleteExpired));
        ledger.Rows.ShouldBeEmpty();
    }

    [Fact]
    public void A_pause_and_its_end_stand_on_their_own_lines()
    {
        var ledger = Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-02-10", status: Paused), Fact.Item("2026-03-01"));
        ledger.Lines.ShouldBe(["2026-01-05 new 100.00", "2026-02-10 paused -100.00", "2026-03-01 resumed 100.00"]);
        (ledger.Customers("2026-02-10"), ledger.Customers("2026-03-01")).ShouldBe((0, 1));
    }

    [Fact]
    public void A_new_price_on_the_day_of_the_return_is_expansion_beside_resumed_and_the_customer_is_resumed()
    {
        var ledger = Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-02-10", status: Paused), Fact.Item("2026-03-01", 120));
        ledger.Lines.ShouldBe([
            "2026-01-05 new 100.00", "2026-02-10 paused -100.00", "2026-03-01 expansion 20.00 (Price)", "2026-03-01 resumed 100.00"], ignoreOrder: true);
        ledger.Rows.Single(r => r.Kind == MovementKind.Resumed).Customers.ShouldBe((short)1);
    }

    [Fact]
    public void Who_pauses_one_subscription_and_ends_the_other_on_one_day_is_a_paused_customer()
    {
        var ledger = Ledger.Of(
            Fact.Item("2026-01-05"), Fact.Item("2026-01-05", 30).On("s2"), Fact.Item("2026-02-10", status: Canceled), Fact.Item("2026-02-10", 30, Paused).On("s2"));
        ledger.Rows.Single(r => r.Customers < 0 && r.Day == new DateOnly(2026, 2, 10)).Kind.ShouldBe(MovementKind.Paused);
    }

    [Fact]
    public void Who_ends_while_paused_is_counted_back_as_resumed_and_out_as_churn()
    {
        var ledger = Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-02-10", status: Paused), Fact.Item("2026-03-01", status: Canceled));
        ledger.Rows.Where(r => r.Day == new DateOnly(2026, 3, 1)).Select(r => (r.Kind, r.Customers)).ShouldBe(
            [(MovementKind.Resumed, (short)1), (MovementKind.Churn, (short)-1)], ignoreOrder: true);
        ledger.Customers("2026-03-01").ShouldBe(0);
    }

    [Fact]
    public void A_pause_of_90_days_is_churn_on_that_day_and_a_later_return_is_reactivation()
    {
        var ledger = Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-02-10T18:00", status: Paused), Fact.Item("2026-06-01"));
        ledger.Lines.ShouldBe([
            "2026-01-05 new 100.00", "2026-02-10 paused -100.00", "2026-05-11 resumed 100.00", "2026-05-11 churn -100.00 (Voluntary)",
            "2026-06-01 reactivation 100.00"], ignoreOrder: true);
        ledger.Rows[^1].GapDays.ShouldBe(21);
    }

    [Fact]
    public void A_cancel_during_a_pause_is_resumed_and_churn_on_that_day() =>
        Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-02-10", status: Paused), Fact.Item("2026-03-01", status: Canceled)).Lines
            .ShouldBe(["2026-01-05 new 100.00", "2026-02-10 paused -100.00", "2026-03-01 churn -100.00 (Voluntary)", "2026-03-01 resumed 100.00"], ignoreOrder: true);

    [Fact]
    public void A_pause_of_one_of_two_subscriptions_is_paused_not_contraction() =>
        Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-01-05", 30).On("s2"), Fact.Item("2026-02-10", 30, Paused).On("s2"), Fact.Item("2026-03-01", 30).On("s2")).Lines
            .ShouldBe(["2026-01-05 new 130.00", "2026-02-10 paused -30.00", "2026-03-01 resumed 30.00"]);

    [Fact]
    public void An_item_paused_before_it_ever_counted_holds_nothing() =>
        Ledger.Of(Fact.Item("2026-01-05", status: Trialing), Fact.Item("2026-01-10", status: Paused), Fact.Item("2026-02-01")).Lines
            .ShouldBe(["2026-02-01 new 100.00"]);

    [Fact]
    public void What_a_paused_item_held_stays_with_the_plan_and_currency_in_which_it_counted()
    {
        var ledger = Ledger.Of(
            Fact.Item("2026-01-05"), Fact.Item("2026-02-10", 80, Paused).On("s1", "team") with { Currency = Currency.Parse("EUR") },
            Fact.Item("2026-03-01", 80).On("s1", "team") with { Currency = Currency.Parse("EUR") });
        ledger.RowsOn("2026-02-10").ShouldBe(["s1 pro paused -100.00"]);
        ledger.RowsOn("2026-03-01").ShouldBe(["s1 pro resumed 100.00", "s1 pro contraction -100.00", "s1 team expansion 80.00 EUR"], ignoreOrder: true);
    }

    [Fact]
    public void From_paying_to_a_free_plan_is_churn_to_free() =>
        Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-02-05", 0).On("s1", "free")).Lines.ShouldBe(["2026-01-05 new 100.00", "2026-02-05 churn -100.00 (ToFree)"]);

    [Fact]
    public void A_full_discount_is_churn_to_free_and_list_price_stays_in_gross_MRR()
    {
        var ledger = Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-02-05").Less(new Discount(100, null, DiscountDuration.Forever)));
        ledger.Lines.ShouldBe(["2026-01-05 new 100.00", "2026-02-05 churn -100.00 (ToFree)"]);
        ledger.Gross("2026-02-28").ShouldBe(100);
    }

    [Fact]
    public void A_free_plan_is_no_customer() => Ledger.Of(Fact.Item("2026-01-05", 0)).Lines.ShouldBeEmpty();

    [Fact]
    public void A_future_start_counts_from_its_day()
    {
        var ledger = Ledger.Of(Fact.Item("2026-01-05", status: Incomplete), Fact.Item("2026-04-01"));
        (ledger.Mrr("2026-03-31"), ledger.Mrr("2026-04-01")).ShouldBe((0m, 100m));
    }

    [Fact]
    public void Canceled_is_0_from_the_day_it_ended() =>
        Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-02-28T12:00", status: Canceled)).Lines
            .ShouldBe(["2026-01-05 new 100.00", "2026-02-28 churn -100.00 (Voluntary)"]);

    [Fact]
    public void A_cancel_after_failed_payments_is_involuntary() =>
        Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-02-05", status: PastDue), Fact.Item("2026-02-26", status: Canceled)).Lines
            .ShouldBe(["2026-01-05 new 100.00", "2026-02-26 churn -100.00 (Involuntary)"]);

    [Fact]
    public void A_scheduled_cancel_lowers_committed_MRR_at_once_and_MRR_at_the_end()
    {
        var ledger = Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-01-20").CancelsAt("2026-02-05"));
        ledger.Lines.ShouldBe(["2026-01-05 new 100.00", "2026-02-05 churn -100.00 (Voluntary)"]);
        (ledger.Committed("2026-01-19"), ledger.Committed("2026-01-20"), ledger.Mrr("2026-02-04")).ShouldBe((100m, 0m, 100m));
        (ledger.Cancels("2026-01-20"), ledger.Cancels("2026-02-05")).ShouldBe((1, 0));
    }

    [Fact]
    public void An_undone_cancel_leaves_no_trace_in_the_movements()
    {
        var ledger = Ledger.Of(Fact.Item("2026-01-05"), Fact.Item("2026-01-20").CancelsAt("2026-02-05"), Fact.Item("2026-01-25"));
        ledger.Lines.ShouldBe(["2026-01-05 new 100.00"]);
        (ledger.Committed("2026-02-28"), ledger.Cancels("2026-02-28")).ShouldBe((100m, 0));
    }

    [Fact]
    public void A_scheduled_cancel_without_its_last_event_still_ends() =>
        Ledger.Of(Fact.Item("2026-01-05").CancelsAt("2026-02-05T09:00")).Mrr("2026-02-05").ShouldBe(0);

    [Theory]
    [InlineData(ItemKind.OneOff)]
    [InlineData(ItemKind.Metered)]
    public void One_off_and_metered_items_never_count(ItemKind kind) =>
        Ledger.Of(Fact.Item("2026-01-05", 5000) with { Quantity = 39, Kind = kind }).Rows.ShouldBeEmpty();
}
