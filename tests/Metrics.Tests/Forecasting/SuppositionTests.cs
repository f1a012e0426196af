using RevenueBot.Metrics.Forecasting.Mrr;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Tests.Forecasting.MrrForecastTests;

namespace RevenueBot.Metrics.Tests.Forecasting;

/// <summary>What if churn, sales and prices were others: alone and together.</summary>
public sealed class SuppositionTests
{
    private static Suppositions None => default;

    /// <summary>Companies whose past, trials, cancels and long contracts are all different.</summary>
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nothing_supposed_changes_nothing_to_the_micro_unit(int seed)
    {
        var outlook = Simulated(seed);
        outlook.Forecast(new(0, 0.0m, 0.00m)).ShouldBe(outlook.Forecast());
        outlook.Forecast().ShouldAllBe(month => month.Parts.Price == 0 && month.Parts.Waiting == 0);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void More_sales_and_higher_prices_bring_more_and_more_churn_brings_less(int seed)
    {
        var outlook = Simulated(seed);
        foreach (var (more, less) in (IEnumerable<(Suppositions, Suppositions)>)[(new(0, 10, 0), None), (new(0, 20, 0), new(0, 10, 0)), (None, new(0, -100, 0)), (new(0, 0, 5), None), (None, new(0, 0, -5)), (None, new(1, 0, 0)), (new(-1, 20, 5), new(0, 10, 2))])
            outlook.Forecast(more).Zip(outlook.Forecast(less)).ShouldAllBe(pair => pair.First.Mean >= pair.Second.Mean, $"{more} over {less}");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Prices_scale_the_whole_forecast_of_a_company_of_monthly_contracts(int seed)
    {
        var outlook = Simulated(seed);
        outlook = outlook with { Known = outlook.Known! with { Terms = 0, TermCount = 0, Renewals = [], Renewing = [], RenewingAgain = [] } };
        foreach (var (supposed, usual) in outlook.Forecast(new(1, 10, 5)).Zip(outlook.Forecast(new(1, 10, 0))))
        {
            ((double)supposed.Mean).ShouldBe(1.05 * usual.Mean, 1);
            ((double)supposed.High80! - supposed.Mean).ShouldBe(1.05 * ((double)usual.High80! - usual.Mean), 2);
            supposed.Flows.ShouldBe(usual.Flows);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_mean_is_its_parts_whatever_is_supposed(int seed)
    {
        var outlook = Simulated(seed) with { Left = 0.4 };
        Suppositions all = new(-0.5m, 30, 8);
        var balance = (double)outlook.Start;
        foreach (var month in outlook.Forecast(all))
        {
            var parts = month.Parts;
            ((double)month.Mean).ShouldBe(Math.Max(parts.Trend + parts.Known - parts.Usual, 0) + (month.Month == Month.Of(outlook.First) ? 0 : 0.08 * (parts.AtTodaysPrices - parts.Waiting)), 1);
            balance += month.Flows.Gains + month.Flows.Expansion + month.Flows.Contraction + month.Flows.Churn;
            balance.ShouldBe(parts.Known, 20);
        }
    }

    [Fact]
    public void Without_flows_prices_raise_the_balance_by_exactly_their_percentage()
    {
        var constant = Enumerable.Range(0, 12).Select(i => Row(i, 1_000)).ToList();
        Outlook(constant).Forecast(new(0, 0, 5)).ShouldAllBe(month => month.Mean == 1_050 * Dollar && month.Low95 == month.Mean);
        Outlook(constant).Forecast(new(0, 0, -100)).ShouldAllBe(month => month.Mean == 0);
    }

    [Fact]
    public void Sales_scale_what_is_gained_in_every_month_and_nothing_else()
    {
        var months = Outlook(Line(10), new KnownAhead { Trials = [0, 300 * Dollar], TrialCount = 3, Conversion = 0.5 }).Forecast(new(0, 10, 0));
        months.Select(month => month.Flows.Gains).ShouldBe([110 * Dollar, 275 * Dollar, 110 * Dollar, 110 * Dollar, 110 * Dollar, 110 * Dollar]);
        months.Take(2).Select(month => month.Mean).ShouldBe([1_110 * Dollar, 1_385 * Dollar]);
        Outlook(Line(10)).Forecast(new(0, -100, 0)).ShouldAllBe(month => month.Mean == 1_000 * Dollar);
    }

    [Fact]
    public void Prices_begin_with_the_first_month_that_has_not_begun()
    {
        var outlook = Outlook([.. Enumerable.Range(0, 12).Select(i => Row(i, 1_000))]) with { Left = 0.2 };
        outlook.Forecast(new(0, 0, 10)).Take(2).Select(month => month.Mean).ShouldBe([1_000 * Dollar, 1_100 * Dollar]);
    }

    [Fact]
    public void A_long_contract_pays_other_prices_when_it_renews()
    {
        // 600 of 1,000 are yearly and renew in the fourth month, 300 in the first.
        var constant = Enumerable.Range(0, 24).Select(i => Row(i, 1_000)).ToList();
        Means(left: 1, new(_usd, 600 * Dollar, 12, new(2026, 4, 10)), new(_usd, 300 * Dollar, 12, new(2026, 1, 20))).ShouldBe([1_040, 1_040, 1_040, 1_100, 1_100, 1_100]);
        // In a month that has begun the 300 renew once more at the old price, and wait for a year; a quarter waits for three months.
        Means(left: 0.5, new(_usd, 600 * Dollar, 12, new(2026, 4, 10)), new(_usd, 300 * Dollar, 12, new(2026, 1, 20))).ShouldBe([1_000, 1_010, 1_010, 1_070, 1_070, 1_070]);
        Means(left: 0.5, new TermMrr(_usd, 300 * Dollar, 3, new(2026, 1, 20))).ShouldBe([1_000, 1_070, 1_070, 1_100, 1_100, 1_100]);
        // Two years from now is beyond the horizon.
        Means(left: 1, new TermMrr(_usd, 500 * Dollar, 24, new(2027, 12, 1))).ShouldAllBe(mean => mean == 1_050);

        IEnumerable<long> Means(double left, params TermMrr[] terms)
        {
            var known = KnownAhead.Nothing.With(terms, (new Month(2026, 1), 6), (new FxRates(_usd, []), new DateOnly(2025, 12, 31)));
            return (Outlook(constant, known) with { Left = left }).Forecast(new(0, 0, 10)).Select(month => month.Mean / Dollar);
        }
    }

    [Fact]
    public void Suppositions_of_different_things_go_together_and_two_of_the_same_do_not()
    {
        new Suppositions(ChurnPoints: 1).And(new(PricePercent: 5)).ShouldBe(new Suppositions(1, 0, 5));
        new Suppositions(SalesPercent: 1).And(new(SalesPercent: 1)).ShouldBeNull();
        None.And(None)!.Value.IsNothing.ShouldBeTrue();
    }

    private static readonly Currency _usd = Currency.Parse("USD");

    private static MrrOutlook Simulated(int seed)
    {
        var (months, known) = SimulatedCompany.Run(seed, 30 + seed, 6, atRenewal: seed % 2 == 0);
        return Outlook([.. months.Take(24 + seed)], known);
    }
}
