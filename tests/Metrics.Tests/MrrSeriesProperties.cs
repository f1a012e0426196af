using FsCheck;
using FsCheck.Fluent;
using RevenueBot.Metrics.Tests.Fold;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests;

/// <summary>The identity and its neighbours, over random histories and random exchange rates.</summary>
public sealed class MrrSeriesProperties
{
    private static readonly Currency Usd = Currency.Parse("USD");

    [Fact]
    public void The_identity_is_exact_to_the_micro_unit() => Check((rows, _) => rows.ShouldAllBe(r =>
        r.Opening + r.New + r.Expansion + r.Reactivation + r.Resumed + r.Contraction + r.Churn + r.Paused + r.Fx == r.Closing));

    [Fact]
    public void The_closing_of_a_period_is_the_opening_of_the_next() => Check((rows, series) =>
    {
        foreach (var (last, next) in rows.Zip(rows.Skip(1)))
            if (last.Unconverted.Count == 0 && next.Unconverted.Count == 0)
                (next.Opening, next.OpeningCustomers).ShouldBe((last.Closing, last.Customers), series.ToString());
    });

    [Fact]
    public void Figures_are_the_exact_sums_to_a_few_micro_units() => Check((rows, series) =>
    {
        foreach (var row in rows.Where(r => r.Unconverted.Count == 0))
        {
            var within = series.Rows.Where(m => m.Day >= row.Period.Start && m.Day < row.Period.End).ToList();
            var open = series.Rows.Where(m => m.Day < row.Period.End).ToList();
            Near(row.Closing, open.Sum(m => m.Amount * series.RateOn(m.Currency, row.Period.LastDay)));
            Near(row.Gross, open.Sum(m => m.Gross * series.RateOn(m.Currency, row.Period.LastDay)));
            Near(row.Committed, open.Sum(m => m.Committed * series.RateOn(m.Currency, row.Period.LastDay)));
            Near(row.Trial, open.Sum(m => m.Trial * series.RateOn(m.Currency, row.Period.LastDay)));
            Near(row.New, Line(MovementKind.New));
            Near(row.Expansion, Line(MovementKind.Expansion));
            Near(row.Reactivation, Line(MovementKind.Reactivation));
            Near(row.Resumed, Line(MovementKind.Resumed));
            Near(row.Contraction, Line(MovementKind.Contraction));
            Near(row.Churn, Line(MovementKind.Churn));
            Near(row.Paused, Line(MovementKind.Paused));
            (row.Customers, row.Trials, row.Cancels).ShouldBe((open.Sum(m => m.Customers), open.Sum(m => m.Trials), open.Sum(m => m.Cancels)));

            decimal Line(MovementKind kind) => within.Where(m => m.Kind == kind).Sum(m => m.Amount * series.RateOn(m.Currency, m.Day));
        }
    });

    [Fact]
    public void At_one_rate_there_is_no_fx() => Check((_, series) =>
    {
        foreach (var rows in new[] { series.Compute(constantAt: series.Periods[^1].LastDay), series.Flat().Compute() })
        {
            rows.ShouldAllBe(r => r.Fx == 0);
            foreach (var (last, next) in rows.Zip(rows.Skip(1))) next.Opening.ShouldBe(last.Closing);
        }
    });

    [Fact]
    public void Plans_add_up_to_the_total() => Check((rows, series) =>
    {
        if (rows.Any(r => r.Unconverted.Count > 0)) return;
        var plans = series.Compute(byPlan: true).ToLookup(r => r.Period);
        foreach (var row in rows)
        {
            Near(row.Closing, plans[row.Period].Sum(r => r.Closing));
            Near(row.New, plans[row.Period].Sum(r => r.New));
            Near(row.Churn, plans[row.Period].Sum(r => r.Churn));
            Near(row.Expansion, plans[row.Period].Sum(r => r.Expansion));
            Near(row.Contraction, plans[row.Period].Sum(r => r.Contraction));
        }
    });

    private static void Near(long actual, decimal exact) => Math.Abs(actual - exact).ShouldBeLessThanOrEqualTo(4);

    private static void Check(Action<IReadOnlyList<PeriodMrr>, Series> property) =>
        Properties.Check(Series.Arbitrary, series => property(series.Compute(), series), 200);

    /// <summary>One customer's rows, weeks to sum them by, and a walk of daily rates with some days missing.</summary>
    private sealed record Series(IReadOnlyList<Movement> Rows, IReadOnlyList<Period> Periods, IReadOnlyList<FxRate> Rates)
    {
        private static readonly string[] Codes = ["EUR", "JPY", "KWD"];

        public static Arbitrary<Series> Arbitrary { get; } = Arb.From(
            from history in Histories.All
            let rows = Movements.Fold(history.Events, history.Rules)
            where rows.Count > 0
            from skip in Gen.Choose(0, 20)
            from rates in Gen.CollectToList(Codes, code => Walk(code, rows[0].Day.AddDays(-1), rows[^1].Day.DayNumber - rows[0].Day.DayNumber + 25))
            let periods = Enumerable.Range(0, 20).Select(i => new Period(rows[0].Day.AddDays(skip + (7 * i)), rows[0].Day.AddDays(skip + (7 * i) + 7)))
            select new Series(rows, [.. periods.Where((p, i) => i == 0 || p.Start <= rows[^1].Day.AddDays(7))], [.. rates.SelectMany(r => r)]));

        public IReadOnlyList<PeriodMrr> Compute(bool byPlan = false, DateOnly? constantAt = null) =>
            MrrSeries.Compute(Cells.Of(Rows, Periods[0].Start, byPlan), Periods, new FxRates(Usd, Rates), constantAt);

        public Series Flat() => this with { Rates = [.. Rates.Select(r => r with { Rate = 1.0834567m })] };

        public decimal RateOn(Currency currency, DateOnly day) => new FxRates(Usd, Rates).Find(currency, day) ?? 0;

        private static Gen<IEnumerable<FxRate>> Walk(string code, DateOnly first, int days) =>
            from steps in Gen.ListOf(Gen.Choose(-30, 31), days)
            from known in Gen.ListOf(Gen.Frequency((40, Gen.Constant(true)), (1, Gen.Constant(false))), days)
            select steps.Select((_, i) => new FxRate(Currency.Parse(code), first.AddDays(i), false, 1.1m + (steps.Take(i).Sum() / 7919m)))
                .Where((_, i) => known[i]);
    }
}
