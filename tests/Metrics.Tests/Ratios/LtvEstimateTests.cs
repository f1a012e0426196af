using FsCheck.Fluent;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Metrics.Tests.Fold;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Ratios;

public sealed class LtvEstimateTests
{
    private static readonly Measured Hundred = Measured.Of(100_000_000); // $100 in micro-units

    [Fact]
    public void It_is_arpa_by_mean_churn()
    {
        var ltv = LtvEstimate.Of(Hundred, 1, Months((100, 4), (100, 4), (100, 4), (100, 4), (100, 4), (100, 4)));
        ltv.MeanChurn.ShouldBe(0.04m);
        ltv.Value.Rounded.ShouldBe(2_500_000_000);
        (ltv.Churns, ltv.IsCapped).ShouldBe((24, false));
        ltv.Low!.Value.ShouldBeLessThan(2_500_000_000);
        ltv.High!.Value.ShouldBeGreaterThan(2_500_000_000);
    }

    [Fact]
    public void The_mean_is_of_the_months_and_not_of_their_customers() =>
        LtvEstimate.Of(Hundred, 1, Months((10, 2), (100, 10))).MeanChurn.ShouldBe(0.15m);

    [Fact]
    public void Gross_margin_scales_it() =>
        LtvEstimate.Of(Hundred, 0.8m, Months((100, 10))).Value.Rounded.ShouldBe(800_000_000);

    [Fact]
    public void Without_churn_it_is_undefined_and_says_why() => Why((100, 0), (100, 0)).ShouldBe(Undefined.NoChurn);

    [Fact]
    public void With_fewer_than_ten_churns_it_is_undefined()
    {
        Why((100, 5), (100, 4)).ShouldBe(Undefined.TooFewChurns);
        Why((100, 5), (100, 5)).ShouldBeNull();
    }

    [Fact]
    public void Without_a_whole_month_of_customers_it_is_undefined()
    {
        Why().ShouldBe(Undefined.NoWholeMonth);
        Why((0, 0)).ShouldBe(Undefined.NoWholeMonth);
        LtvEstimate.Of(Measured.None(Undefined.NoCustomers), 1, Months((100, 20))).Value.Why.ShouldBe(Undefined.NoCustomers);
    }

    [Fact]
    public void A_lifetime_beyond_sixty_months_is_cut()
    {
        var ltv = LtvEstimate.Of(Hundred, 1, Months((2_000, 10), (2_000, 10)));
        ltv.Lifetime.ShouldBe(200);
        (ltv.IsCapped, ltv.Value.Rounded, ltv.High).ShouldBe((true, 6_000_000_000, 6_000_000_000));
    }

    /// <summary>qgamma(0.1, 10) = 6.221 and qgamma(0.9, 11) = 15.407: the exact Poisson limits of ten events.</summary>
    [Fact]
    public void The_range_of_equal_months_is_the_exact_poisson_interval()
    {
        var (low, high) = ChurnInterval.Of(Months((100, 6), (100, 4)), 0.8);
        (low * 200).ShouldBe(6.2213, 0.0001);
        (high * 200).ShouldBe(15.4066, 0.0001);
    }

    /// <summary>A wide promise kept: drawn again and again, the true rate lies within at least as often as stated.</summary>
    [Fact]
    public void The_range_holds_the_true_churn_at_least_as_often_as_it_says()
    {
        Random random = new(7);
        int[] customers = [40, 80, 120, 160, 200, 240];
        const double Churn = 0.03;
        var held = Enumerable.Range(0, 2_000).Count(_ =>
        {
            var months = customers.Select((opening, i) => new MonthChurn(new Month(2026, i + 1), opening, Enumerable.Range(0, opening).Count(_ => random.NextDouble() < Churn))).ToList();
            if (months.Sum(month => month.Left) == 0) return true;
            var (low, high) = ChurnInterval.Of(months, 0.8);
            return low <= Churn && Churn <= high;
        });
        (held / 2_000.0).ShouldBeInRange(0.8, 0.92);
    }

    [Fact]
    public void The_range_holds_the_value() => Properties.Check(
        (from months in Gen.NonEmptyListOf(from opening in Gen.Choose(1, 500) from left in Gen.Choose(0, opening) select (opening, left)) select months).ToArbitrary(),
        months =>
        {
            var ltv = LtvEstimate.Of(Hundred, 1, Months([.. months]));
            if (ltv.Value.Rounded is not { } value) return;
            ltv.Low!.Value.ShouldBeLessThanOrEqualTo(value);
            ltv.High!.Value.ShouldBeGreaterThanOrEqualTo(value);
            ltv.High.Value.ShouldBeLessThanOrEqualTo(6_000_000_000);
        },
        200);

    private static Undefined? Why(params (int Opening, int Left)[] months) => LtvEstimate.Of(Hundred, 1, Months(months)).Value.Why;

    private static List<MonthChurn> Months(params (int Opening, int Left)[] months) =>
        [.. months.Select((month, i) => new MonthChurn(new Month(2026, 1).Plus(i), month.Opening, month.Left))];
}
