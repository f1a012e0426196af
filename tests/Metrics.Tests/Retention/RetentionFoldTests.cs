using RevenueBot.Metrics.Retention;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Tests.Retention.Ledgers;

namespace RevenueBot.Metrics.Tests.Retention;

/// <summary>Retention in worked numbers (DEFINITIONS §4, §11).</summary>
public sealed class RetentionFoldTests
{
    [Fact]
    public void Of_100_losing_20_and_gaining_10_gross_churn_is_a_fifth_and_net_a_tenth()
    {
        var row = Of(October, Customer(("2026-01-05", 10), ("2026-10-07", 0)), Customer(("2026-01-05", 30), ("2026-10-08", 20)),
            Customer(("2026-01-05", 20), ("2026-10-31", 30)), Customer(("2026-09-30", 40)));
        (row.OpeningMrr, row.Churn, row.Contraction, row.Expansion).ShouldBe((Micros(100), Micros(-10), Micros(-10), Micros(10)));
        (row.GrossMrrChurn, row.NetMrrChurn, row.Grr, row.Nrr).ShouldBe((0.2m, 0.1m, 0.8m, 0.9m));
        (row.OpeningCustomers, row.LeftCustomers, row.ExpandedCustomers, row.ContractedCustomers).ShouldBe((4, 1, 1, 1));
        row.LogoChurn.ShouldBe(0.25m);
    }

    [Theory]
    [InlineData("2026-09-30", 1)] // the last day before the period is its start
    [InlineData("2026-10-01", 0)] // its first day is not
    public void Who_comes_on_the_first_day_was_not_there_at_the_start(string day, int opening) =>
        Of(October, Customer((day, 10))).OpeningCustomers.ShouldBe(opening);

    [Theory]
    [InlineData("2026-09-30", 0, 0)] // gone before the period
    [InlineData("2026-10-01", 1, 1)]
    [InlineData("2026-10-31", 1, 1)]
    [InlineData("2026-11-01", 1, 0)] // the day after the last
    public void Who_leaves_within_the_period_counts_from_its_first_to_its_last_day(string day, int opening, int left)
    {
        var row = Of(October, Customer(("2026-02-01", 10), (day, 0)));
        (row.OpeningCustomers, row.LeftCustomers).ShouldBe((opening, left));
    }

    [Fact]
    public void Who_comes_and_goes_within_the_period_is_in_no_figure() =>
        Of(October, Customer(("2026-10-02", 500), ("2026-10-20", 0))).ShouldBe(new RetentionPeriod(October, 0, 0, 0, 0, 0, 0, 0, 0) { Unconverted = [] }, Comparer);

    [Fact]
    public void Who_leaves_and_is_back_by_the_end_stayed()
    {
        var row = Of(October, Customer(("2026-01-01", 10), ("2026-10-03", 0), ("2026-10-20", 8)));
        (row.LeftCustomers, row.Churn, row.Contraction, row.Nrr).ShouldBe((0, 0, Micros(-2), 0.8m));
    }

    [Fact]
    public void A_customer_who_returned_before_the_period_is_an_opening_customer() =>
        Of(October, Customer(("2025-01-01", 10), ("2025-03-01", 0), ("2026-09-15", 10))).Nrr.ShouldBe(1);

    [Fact]
    public void Nobody_at_the_start_leaves_every_rate_undefined()
    {
        var row = Of(October, Customer(("2026-10-01", 10)));
        (row.Nrr, row.Grr, row.LogoChurn, row.GrossMrrChurn, row.NetMrrChurn).ShouldBe((null, null, null, null, null));
    }

    [Fact]
    public void Without_a_loss_churn_is_0_and_retention_1()
    {
        var row = Of(October, Customer(("2026-01-01", 10)), Customer(("2026-01-01", 12.34m)));
        (row.Nrr, row.Grr, row.LogoChurn, row.GrossMrrChurn, row.NetMrrChurn).ShouldBe((1, 1, 0, 0, 0));
    }

    [Fact]
    public void A_pause_is_a_loss_and_is_named()
    {
        var paused = Customer(("2026-01-01", 10));
        paused = paused with { Changes = [.. paused.Changes, new(new DateOnly(2026, 10, 5), Usd, "pro", MovementKind.Paused, Micros(-10))] };
        var row = Of(October, paused, Customer(("2026-01-01", 10), ("2026-10-05", 0)));
        (row.LeftCustomers, row.PausedCustomers, row.Grr).ShouldBe((2, 1, 0));
    }

    [Fact]
    public void Windows_of_3_and_12_months_count_from_their_own_start()
    {
        RetentionFold fold = new([new(new DateOnly(2026, 8, 1), new DateOnly(2026, 11, 1)), new(new DateOnly(2025, 11, 1), new DateOnly(2026, 11, 1))], NoRates);
        fold.Add(Customer(("2025-05-01", 100), ("2026-09-01", 50)));
        fold.Add(Customer(("2026-02-01", 100), ("2026-10-31", 150)));
        fold.Rows().Select(row => row.Nrr).ShouldBe([1m, 0.5m]);
    }

    [Fact]
    public void Exchange_rates_retain_nobody()
    {
        FxRates rates = new(Usd, [new(Eur, new DateOnly(2026, 9, 30), false, 1.10m), new(Eur, new DateOnly(2026, 10, 31), false, 1.50m)]);
        var row = Of(October, rates, Customer("pro", Eur, ("2026-01-01", 100)), Customer(("2026-01-01", 90)));
        (row.OpeningMrr, row.EndMrr, row.Nrr).ShouldBe((Micros(200), Micros(200), 1));
    }

    [Fact]
    public void A_change_of_currency_is_judged_at_the_rate_of_the_opening_day()
    {
        FxRates rates = new(Usd, [new(Eur, new DateOnly(2026, 9, 30), false, 1.25m)]);
        var row = Of(October, rates, Customer("pro", Eur, ("2026-01-01", 80), ("2026-10-10", 0)).With(Customer(("2026-10-10", 90))));
        (row.OpeningMrr, row.Contraction, row.Churn, row.LeftCustomers, row.ContractedCustomers).ShouldBe((Micros(100), Micros(-10), 0, 0, 1));
    }

    [Fact]
    public void Without_a_rate_the_customer_counts_and_its_money_is_named()
    {
        var row = Of(October, Customer("pro", Eur, ("2026-01-01", 80)), Customer(("2026-01-01", 20), ("2026-10-04", 0)));
        (row.OpeningMrr, row.OpeningCustomers, row.LogoChurn).ShouldBe((Micros(20), 2, 0.5m));
        row.Unconverted.ShouldBe([new Unconverted(Eur, Micros(80))]);
    }

    [Fact]
    public void Keys_are_those_of_the_start_and_add_up_to_the_total()
    {
        RetentionFold fold = new([October], NoRates, Dimension.Plan);
        fold.Add(Customer("solo", Usd, ("2026-01-01", 10), ("2026-10-05", 0)).With(Customer("pro", Usd, ("2026-10-05", 30)))); // a switch
        fold.Add(Customer("solo", Usd, ("2026-01-01", 10)).With(Customer("pro", Usd, ("2026-01-01", 30), ("2026-10-09", 0))));
        var rows = fold.Rows();
        rows.Select(row => (row.Key, row.OpeningMrr, row.EndMrr)).ShouldBe([("pro", Micros(40), Micros(10)), ("solo", Micros(10), Micros(30))]);
    }

    private static readonly IEqualityComparer<RetentionPeriod> Comparer =
        EqualityComparer<RetentionPeriod>.Create((a, b) => (a! with { Unconverted = [] }).ToString() == (b! with { Unconverted = [] }).ToString());
}
