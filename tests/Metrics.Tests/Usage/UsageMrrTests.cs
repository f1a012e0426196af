using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Tests.Fold;
using RevenueBot.Metrics.Usage;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Usage;

/// <summary>Usage MRR is the mean of what metered items come to at the ends of three closed months: here August, September and October 2026.</summary>
public sealed class UsageMrrTests
{
    private static readonly Month October = new(2026, 10);
    private static readonly FxRates Rates = new(Currency.Parse("USD"), [.. Enumerable.Range(1, 12).Select(month => new FxRate(Currency.Parse("EUR"), new DateOnly(2026, month, 1), true, 1m + (month / 100m)))]);

    [Fact]
    public void Is_the_mean_of_three_month_ends() =>
        Of(Metered("2026-08-01", 10_000), Metered("2026-09-01", 12_000), Metered("2026-10-01", 11_000), Metered("2026-11-01", 900_000)).ShouldBe(110);

    [Fact]
    public void Is_never_in_MRR() => Fold.Ledger.Of(Metered("2026-08-01", 10_000)).Mrr("2026-10-31").ShouldBe(0);

    [Fact]
    public void Recurring_items_are_never_in_it() => Of(Fact.Item("2026-08-01"), Metered("2026-08-01", 10_000) with { ItemId = "i2" }).ShouldBe(100);

    [Theory]
    [InlineData(IntervalUnit.Month, 1, 110)]
    [InlineData(IntervalUnit.Month, 3, 36.666667)]
    [InlineData(IntervalUnit.Year, 1, 9.166667)]
    [InlineData(IntervalUnit.Week, 1, 476.666667)]
    public void A_billing_period_is_brought_to_a_month(IntervalUnit interval, int count, decimal expected) =>
        Of(Metered("2026-07-01", 11_000) with { Interval = interval, IntervalCount = count }).ShouldBe(expected);

    [Fact]
    public void A_month_before_the_first_usage_counts_as_nothing() => Of(Metered("2026-10-01", 11_000)).ShouldBe(36.666667m);

    [Fact]
    public void A_month_without_usage_counts_as_nothing() => Of(Metered("2026-08-01", 30_000), Metered("2026-09-01", 0)).ShouldBe(100);

    [Fact]
    public void Until_a_period_is_billed_the_last_bill_goes_on() =>
        Of(Metered("2026-08-15", 0) with { AmountMinor = 10_000 }, Metered("2026-09-15", 0) with { AmountMinor = 16_000 }, Metered("2026-10-15", 0) with { AmountMinor = 0 }).ShouldBe(140);

    [Fact]
    public void An_item_that_ended_comes_to_nothing() =>
        Of(Metered("2026-08-01", 30_000), Metered("2026-09-10", 30_000) with { Status = SubscriptionStatus.Canceled }).ShouldBe(100);

    [Fact]
    public void An_item_that_is_not_paid_for_counts_for_thirty_days_as_in_MRR() =>
        Of(Metered("2026-08-01", 30_000), Metered("2026-09-15", 30_000) with { Status = SubscriptionStatus.PastDue }).ShouldBe(200);

    [Fact]
    public void Discounts_and_tax_are_taken_off_as_in_MRR() =>
        Of((Metered("2026-07-01", 10_000) with { TaxMinor = 2_000 }).Less(new Discount(25, null, DiscountDuration.Forever))).ShouldBe(60);

    [Fact]
    public void Each_month_converts_at_the_rate_of_its_end() =>
        // 100 × (1.08 + 1.09 + 1.10) / 3
        Of(Metered("2026-08-01", 10_000) with { Currency = Currency.Parse("EUR") }).ShouldBe(109);

    [Fact]
    public void A_currency_without_a_rate_is_named_and_not_counted()
    {
        var value = Value([Metered("2026-08-01", 10_000), Metered("2026-08-01", 500) with { ItemId = "i2", Currency = Currency.Parse("GBP") }]);
        value.Micros.ShouldBe(100_000_000);
        value.Unconverted.ShouldBe(["GBP"]);
    }

    [Fact]
    public void One_item_in_two_halves_is_the_same() =>
        Of(Metered("2026-07-01", 5_000), Metered("2026-07-01", 5_000) with { ItemId = "i2" }).ShouldBe(Of(Metered("2026-07-01", 10_000)));

    [Fact]
    public void Its_parts_by_plan_add_up()
    {
        MeteredFold fold = new(new LedgerRules(DefinitionProfile.Default, CompanyCalendar.Utc), October.LastDay);
        fold.Add([Metered("2026-08-01", 10_000), Metered("2026-08-01", 3_000) with { ItemId = "i2", PlanId = "storage" }]);
        fold.Add([Metered("2026-09-01", 900) with { CustomerId = "c2" }]);
        fold.Items.ShouldBe(3);
        var parts = fold.Cells.GroupBy(cell => cell.Plan).Sum(plan => UsageMrr.Of([.. plan], October, Rates).Micros);
        parts.ShouldBe(UsageMrr.Of(fold.Cells, October, Rates).Micros);
        UsageMrr.Of(fold.Cells, October, Rates).Months[^1].ShouldBe(new UsageMrrMonth(October, 139_000_000, 3));
    }

    private static decimal Of(params SubscriptionEvent[] events) => Value(events).Micros / 1_000_000m;

    private static UsageMrr Value(SubscriptionEvent[] events)
    {
        MeteredFold fold = new(new LedgerRules(DefinitionProfile.Default, CompanyCalendar.Utc), October.LastDay);
        fold.Add(events.Select((item, i) => item with { EventId = $"e{i:00}" }));
        return UsageMrr.Of(fold.Cells, October, Rates);
    }

    /// <summary>A cent a unit.</summary>
    private static SubscriptionEvent Metered(string at, decimal units) =>
        Fact.Item(at, 0.01m) with { Kind = ItemKind.Metered, Quantity = units, PlanId = "calls" };
}
