using FsCheck.Fluent;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Metrics.Tests.Fold;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Ratios;

public sealed class RevenueRatiosTests
{
    private const long Thousand = 1_000_000_000; // micro-units

    [Fact]
    public void Quick_ratio_of_the_definitions_is_three_and_a_half() =>
        RevenueRatios.QuickRatio(Row() with { New = 20 * Thousand, Expansion = 8 * Thousand, Churn = -5 * Thousand, Contraction = -3 * Thousand })
            .ShouldBe(Measured.Of(3.5m));

    [Fact]
    public void Quick_ratio_leaves_out_who_returns_or_pauses_and_exchange_rates() =>
        RevenueRatios.QuickRatio(Row() with { New = 4, Churn = -2, Reactivation = 50, Resumed = 60, Paused = -70, Fx = 80 }).ShouldBe(Measured.Of(2));

    [Fact]
    public void Quick_ratio_without_losses_is_undefined_and_says_why()
    {
        RevenueRatios.QuickRatio(Row() with { New = 1 }).ShouldBe(Measured.None(Undefined.NoLosses));
        RevenueRatios.QuickRatio(Row()).ShouldBe(Measured.None(Undefined.NothingMoved));
        RevenueRatios.QuickRatio(Row() with { Churn = -1 }).ShouldBe(Measured.Of(0));
    }

    [Fact]
    public void Arpa_is_mrr_by_paying_customers()
    {
        RevenueRatios.Arpa(Row() with { Closing = 58_430_000_000, Customers = 593 }).Rounded.ShouldBe(98_532_884);
        RevenueRatios.Arpa(Row()).ShouldBe(Measured.None(Undefined.NoCustomers));
    }

    [Fact]
    public void Asp_is_new_mrr_by_new_customers()
    {
        RevenueRatios.Asp(Row() with { New = 1_684_000_000, NewCustomers = 15 }).Rounded.ShouldBe(112_266_667);
        RevenueRatios.Asp(Row() with { Reactivation = 5, ReactivatedCustomers = 1 }).ShouldBe(Measured.None(Undefined.NoNewCustomers));
    }

    [Fact]
    public void Half_a_unit_is_rounded_away_from_zero() => Measured.Of(2.5m).Rounded.ShouldBe(3);

    [Fact]
    public void There_is_no_growth_from_nothing()
    {
        RevenueRatios.Growth(0, 5).ShouldBeNull();
        RevenueRatios.Growth(4, 5).ShouldBe(0.25m);
        RevenueRatios.Growth(4, 0).ShouldBe(-1);
    }

    [Fact]
    public void Dearer_prices_scale_money_and_leave_ratios_alone() => Properties.Check(Rows.ToArbitrary(), row =>
    {
        var dearer = Scaled(row, 7);
        Near(RevenueRatios.Arpa(dearer), RevenueRatios.Arpa(row).Value * 7);
        Near(RevenueRatios.Asp(dearer), RevenueRatios.Asp(row).Value * 7);
        RevenueRatios.QuickRatio(dearer).ShouldBe(RevenueRatios.QuickRatio(row));
        RevenueRatios.Growth(dearer.Opening, dearer.Closing).ShouldBe(RevenueRatios.Growth(row.Opening, row.Closing));
    }, 200);

    [Fact]
    public void Arpa_times_customers_is_mrr() => Properties.Check(Rows.ToArbitrary(), row =>
    {
        if (RevenueRatios.Arpa(row).Value is { } arpa) (arpa * row.Customers).ShouldBe(row.Closing, 1e-6m);
        else row.Customers.ShouldBe(0);
    }, 200);

    private static void Near(Measured actual, decimal? expected)
    {
        actual.Value.HasValue.ShouldBe(expected.HasValue);
        if (expected is { } value) actual.Value!.Value.ShouldBe(value, 1e-9m);
    }

    private static FsCheck.Gen<PeriodMrr> Rows =>
        from amounts in Gen.ArrayOf(Gen.Choose(0, 900_000_000), 6)
        from customers in Gen.Choose(0, 900)
        from added in Gen.Choose(0, 20)
        select Row() with
        {
            Opening = amounts[0],
            Closing = customers == 0 ? 0 : amounts[1],
            New = added == 0 ? 0 : amounts[2],
            Expansion = amounts[3],
            Contraction = -amounts[4],
            Churn = -amounts[5],
            Customers = customers,
            NewCustomers = added,
        };

    private static PeriodMrr Scaled(PeriodMrr row, int factor) => row with
    {
        Opening = row.Opening * factor,
        Closing = row.Closing * factor,
        New = row.New * factor,
        Expansion = row.Expansion * factor,
        Contraction = row.Contraction * factor,
        Churn = row.Churn * factor,
    };

    private static PeriodMrr Row() => new() { Period = Period.Of(new Month(2026, 10)), Key = "" };
}
