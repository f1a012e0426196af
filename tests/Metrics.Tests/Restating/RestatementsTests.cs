using RevenueBot.Metrics.Restating;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Restating;

public sealed class RestatementsTests
{
    private static readonly Currency _usd = Currency.Parse("USD"), _eur = Currency.Parse("EUR");
    private static readonly DateOnly _toldOn = new(2026, 11, 10);
    private static readonly DateTimeOffset _arrived = new(2026, 11, 10, 16, 20, 0, TimeSpan.Zero);
    private static readonly FxRates _rates = new(_usd, [new FxRate(_eur, new(2026, 9, 1), true, 1.10m), new FxRate(_eur, new(2026, 10, 1), true, 1.20m)]);

    [Fact]
    public void The_day_before_the_telling_is_named_with_its_cause_and_arrival()
    {
        var row = Of([Late("2026-11-09", MovementKind.Contraction, -28)], Cell("2026-11-08", 58_188), Cell("2026-11-09", -28)).ShouldHaveSingleItem();
        (row.Day, row.IsMonth, row.Old, row.New).ShouldBe((new(2026, 11, 9), false, Micros(58_188), Micros(58_160)));
        row.Largest.ShouldBe([new RestatedBy(MovementKind.Contraction, new(2026, 11, 9), Micros(-28), 1, _arrived)]);
        (row.Largest[0].Corrects, row.Others).ShouldBe((false, (0, 0L)));
    }

    [Fact]
    public void What_changed_within_an_earlier_month_is_named_with_that_month_alone()
    {
        var row = Of([Late("2026-10-09", MovementKind.Contraction, -28)], Cell("2026-10-31", 72)).ShouldHaveSingleItem();
        (row.Day, row.IsMonth, row.Old, row.New).ShouldBe((new(2026, 10, 31), true, Micros(100), Micros(72)));
    }

    [Fact]
    public void A_later_closing_has_all_earlier_changes_in_it()
    {
        var rows = Of([Late("2026-10-09", MovementKind.Contraction, -28), Late("2026-11-02", MovementKind.New, 50)], Cell("2026-10-31", 72), Cell("2026-11-09", 50));
        rows.Select(row => (row.Day, row.Old, row.New)).ShouldBe([(new(2026, 11, 9), Micros(100), Micros(122)), (new(2026, 10, 31), Micros(100), Micros(72))]);
    }

    [Fact]
    public void The_day_of_the_telling_and_what_follows_restates_nothing() =>
        Of([Late("2026-11-10", MovementKind.New, 50), Late("2026-11-11", MovementKind.New, 50)], Cell("2026-11-11", 100)).ShouldBeEmpty();

    [Fact]
    public void What_cancels_out_within_a_closing_leaves_it() =>
        Of([Late("2026-10-09", MovementKind.Contraction, -28), Late("2026-10-20", MovementKind.Expansion, 28)], Cell("2026-10-31", 100)).ShouldBeEmpty();

    [Fact]
    public void The_largest_causes_are_named_and_the_rest_is_summed()
    {
        var row = Of([.. Enumerable.Range(1, 5).Select(i => Late($"2026-11-0{i}", MovementKind.New, i * 10))], Cell("2026-11-09", 150)).ShouldHaveSingleItem();
        row.Largest.Select(change => change.Amount).ShouldBe([Micros(50), Micros(40), Micros(30)]);
        row.Others.ShouldBe((2, Micros(30)));
    }

    [Fact]
    public void A_downgrade_that_adds_takes_an_earlier_word_back() =>
        Of([Late("2026-11-09", MovementKind.Contraction, 28)], Cell("2026-11-09", 28))[0].Largest[0].Corrects.ShouldBeTrue();

    [Fact]
    public void Amounts_convert_at_the_rate_of_their_day_and_closings_at_theirs()
    {
        var row = Of([Late("2026-10-09", MovementKind.New, 100) with { Currency = _eur }], Cell("2026-10-31", 100) with { Currency = _eur }).ShouldHaveSingleItem();
        (row.Old, row.New, row.Largest[0].Amount).ShouldBe((0, Micros(120), Micros(120)));
    }

    [Fact]
    public void A_currency_without_a_rate_moves_no_figure() =>
        Of([Late("2026-10-09", MovementKind.New, 100) with { Currency = Currency.Parse("GBP") }], Cell("2026-10-31", 100) with { Currency = Currency.Parse("GBP") }).ShouldBeEmpty();

    /// <summary>Old and new differ by exactly what arrived late up to that day, whatever that was.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Old_and_new_differ_by_what_arrived_late(int seed)
    {
#pragma warning disable CA5394 // Repeatable, not secret.
        Random random = new(seed);
        List<LateChange> late =
        [
            .. Enumerable.Range(0, 200).Select(_ => Late(new DateOnly(2026, 6, 1).AddDays(random.Next(170)).ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                (MovementKind)random.Next(1, 8), random.Next(-50, 50))),
        ];
#pragma warning restore CA5394
        foreach (var row in Of(late, [.. late.Select(change => new LedgerCell(change.Day, "", _usd, change.Kind, change.Amount, 0, 0, 0, 0, 1, 0, 0))]))
        {
            (row.New - row.Old).ShouldBe(late.Where(change => change.Day <= row.Day && change.Day < _toldOn).Sum(change => change.Amount));
            var inside = late.Where(change => change.Day <= row.Day && (row.IsMonth ? change.Day.Month == row.Day.Month : change.Day.Month == 11));
            (row.Largest.Sum(change => change.Amount) + row.Others.Amount).ShouldBe(inside.Sum(change => change.Amount));
        }
    }

    private static IReadOnlyList<Restatement> Of(IReadOnlyList<LateChange> late, params IReadOnlyList<LedgerCell> cells) => Restatements.Of(new(late, []), _toldOn, new(cells, _rates, _rates), most: 3);

    private static LateChange Late(string day, MovementKind kind, long amount) => new(_arrived, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), _usd, kind, Micros(amount), 1);

    private static LedgerCell Cell(string lastDay, long amount) =>
        new(DateOnly.Parse(lastDay, System.Globalization.CultureInfo.InvariantCulture), "", _usd, MovementKind.New, Micros(amount), 0, 0, 0, 0, 1, 0, 0);

    private static long Micros(long amount) => amount * 1_000_000;
}
