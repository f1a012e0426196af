using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests;

public sealed class MrrSeriesTests
{
    private static readonly Currency Usd = Currency.Parse("USD"), Eur = Currency.Parse("EUR");
    private static readonly Period January = Period.Of(new Month(2026, 1)), February = Period.Of(new Month(2026, 2));

    [Fact]
    public void What_is_open_is_revalued_at_the_closing_rate_and_the_difference_is_fx()
    {
        var row = Single([Cell("2025-12-31", Eur, MovementKind.Memo, 100, customers: 1)], January, Daily("2025-12-31", 1.10m), Daily("2026-01-31", 1.08m));
        (row.Opening, row.Fx, row.Closing).ShouldBe((Micros(110), Micros(-2), Micros(108)));
        (row.OpeningCustomers, row.Customers, row.Net).ShouldBe((1, 1, Micros(-2)));
    }

    [Fact]
    public void A_movement_converts_at_the_rate_of_its_day()
    {
        var row = Single([Cell("2026-01-10", Eur, MovementKind.New, 100, customers: 1)], January, Daily("2026-01-10", 1.05m), Daily("2026-01-31", 1.10m));
        (row.Opening, row.New, row.Fx, row.Closing).ShouldBe((0, Micros(105), Micros(5), Micros(110)));
        (row.NewCustomers, row.Customers).ShouldBe((1, 1));
    }

    [Fact]
    public void One_rate_for_all_days_leaves_no_fx()
    {
        List<LedgerCell> cells = [Cell("2025-12-31", Eur, MovementKind.Memo, 100), Cell("2026-01-10", Eur, MovementKind.Expansion, 50), Cell("2026-01-20", Usd, MovementKind.New, 7)];
        var rates = new FxRates(Usd, [Daily("2025-12-31", 1.10m), Daily("2026-01-10", 1.05m), Daily("2026-01-31", 1.08m)]);
        var row = MrrSeries.Compute(cells, [January], rates, constantAt: new(2026, 1, 31)).Single();
        (row.Opening, row.Expansion, row.New, row.Fx, row.Closing).ShouldBe((Micros(108), Micros(54), Micros(7), 0, Micros(169)));
    }

    [Fact]
    public void A_currency_without_a_rate_is_left_out_and_named()
    {
        List<LedgerCell> cells = [Cell("2025-12-31", Eur, MovementKind.Memo, 100, customers: 1), Cell("2026-01-10", Eur, MovementKind.Contraction, -30), Cell("2026-01-05", Usd, MovementKind.New, 40, customers: 1)];
        var row = Single(cells, January, Daily("2025-12-31", 1.10m));
        row.Unconverted.ShouldBe([new Unconverted(Eur, Micros(70))]);
        (row.Opening, row.New, row.Contraction, row.Fx, row.Closing, row.Customers).ShouldBe((0, Micros(40), 0, 0, Micros(40), 1));
    }

    [Fact]
    public void A_rate_is_needed_only_where_there_is_something_to_convert()
    {
        var row = Single([Cell("2026-01-25", Eur, MovementKind.New, 100)], January, Daily("2026-01-25", 1.10m));
        (row.Unconverted.Count, row.Closing).ShouldBe((0, Micros(110)));
    }

    [Fact]
    public void The_closing_of_a_period_is_the_opening_of_the_next()
    {
        List<LedgerCell> cells = [Cell("2026-01-10", Usd, MovementKind.New, 100, customers: 1), Cell("2026-02-10", Usd, MovementKind.Churn, -100, customers: -1)];
        var rows = MrrSeries.Compute(cells, [January, February], new FxRates(Usd, []));
        (rows[0].Closing, rows[1].Opening, rows[1].Churn, rows[1].Closing).ShouldBe((Micros(100), Micros(100), Micros(-100), 0));
        (rows[1].OpeningCustomers, rows[1].ChurnedCustomers, rows[1].Customers).ShouldBe((1, 1, 0));
    }

    [Fact]
    public void Periods_may_overlap()
    {
        List<LedgerCell> cells = [Cell("2026-01-10", Usd, MovementKind.New, 100), Cell("2026-02-10", Usd, MovementKind.Expansion, 20)];
        var rows = MrrSeries.Compute(cells, [January, new Period(new(2026, 1, 1), new(2026, 3, 1)), February], new FxRates(Usd, []));
        rows.Select(r => r.Closing).ShouldBe([Micros(100), Micros(120), Micros(120)]);
        rows[1].New.ShouldBe(Micros(100));
    }

    [Fact]
    public void Every_period_has_a_row_for_every_key_in_order()
    {
        List<LedgerCell> cells = [Cell("2026-01-10", Usd, MovementKind.New, 1) with { Key = "pro" }, Cell("2026-02-10", Usd, MovementKind.New, 2) with { Key = "Team" }];
        MrrSeries.Compute(cells, [January, February], new FxRates(Usd, [])).Select(r => (r.Period, r.Key, r.Closing)).ShouldBe([
            (January, "Team", 0), (January, "pro", Micros(1)), (February, "Team", Micros(2)), (February, "pro", Micros(1))]);
    }

    [Fact]
    public void No_cells_are_zeros()
    {
        var row = MrrSeries.Compute([], [January], new FxRates(Usd, [])).Single();
        (row.Key, row.Opening, row.Closing, row.Customers).ShouldBe(("", 0, 0, 0));
    }

    private static PeriodMrr Single(List<LedgerCell> cells, Period period, params FxRate[] rates) =>
        MrrSeries.Compute(cells, [period], new FxRates(Usd, rates)).Single();

    private static LedgerCell Cell(string day, Currency currency, MovementKind kind, decimal amount, int customers = 0) =>
        new(DateOnly.Parse(day, null), "", currency, kind, Micros(amount), Micros(amount), Micros(amount), 0, customers, 1, 0, 0);

    private static FxRate Daily(string day, decimal rate) => new(Eur, DateOnly.Parse(day, null), WholeMonth: false, rate);

    private static long Micros(decimal major) => (long)(major * 1_000_000);
}
