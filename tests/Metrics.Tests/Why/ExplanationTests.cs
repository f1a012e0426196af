using FsCheck;
using FsCheck.Fluent;
using RevenueBot.Metrics.Why;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Why;

public sealed class ExplanationTests
{
    private static readonly Currency _usd = Currency.Parse("USD"), _eur = Currency.Parse("EUR"), _jpy = Currency.Parse("JPY");
    private static readonly Period _week = new(new(2026, 11, 2), new(2026, 11, 9));
    private static readonly FxRates _rates = new(_usd, [new(_eur, new(2026, 10, 1), true, 1.0847m), new(_eur, new(2026, 11, 1), true, 1.1013m)]);

    [Fact]
    public void A_line_is_split_by_reason_and_customers_stand_with_their_money()
    {
        var why = Explain(
        [
            Row("ada", 3, MovementKind.Churn, MovementReason.Voluntary, -420), Row("bo", 4, MovementKind.Churn, MovementReason.Involuntary, -318),
            Row("cy", 4, MovementKind.Churn, MovementReason.Voluntary, -344), Row("di", 5, MovementKind.Expansion, MovementReason.Plan, -99), Row("di", 5, MovementKind.Expansion, MovementReason.Plan, 309),
        ], largest: 2);
        why.Reasons.ShouldBe(
        [
            new ReasonPart(MovementKind.Expansion, MovementReason.Plan, 210_000_000, 1, 2), new ReasonPart(MovementKind.Churn, MovementReason.Voluntary, -764_000_000, 2, 2),
            new ReasonPart(MovementKind.Churn, MovementReason.Involuntary, -318_000_000, 1, 1),
        ]);
        why.Largest.ShouldBe([new CustomerPart("ada", -420_000_000, MovementKind.Churn, MovementReason.Voluntary), new CustomerPart("cy", -344_000_000, MovementKind.Churn, MovementReason.Voluntary)]);
        (why.Others, why.OthersAmount).ShouldBe((2, -108_000_000));
    }

    [Fact]
    public void A_customer_is_named_by_the_line_that_carried_its_total_not_by_its_largest_row()
    {
        var why = Explain(
        [
            Row("quill", 2, MovementKind.New, MovementReason.None, 609), Row("quill", 3, MovementKind.Expansion, MovementReason.Plan, 787),
            Row("quill", 4, MovementKind.Expansion, MovementReason.Plan, -700), Row("quill", 5, MovementKind.Contraction, MovementReason.Plan, -816),
            Row("quill", 6, MovementKind.Contraction, MovementReason.Plan, 700),
        ]);
        why.Largest.ShouldBe([new CustomerPart("quill", 580_000_000, MovementKind.New, MovementReason.None)]);
    }

    [Fact]
    public void A_customer_who_lost_is_named_by_a_loss_and_by_its_main_reason() => Explain(
        [
            Row("ada", 2, MovementKind.Expansion, MovementReason.Plan, 300), Row("ada", 3, MovementKind.Contraction, MovementReason.Plan, -250),
            Row("ada", 4, MovementKind.Contraction, MovementReason.Quantity, -150), Row("ada", 5, MovementKind.Contraction, MovementReason.Quantity, -120),
        ]).Largest.ShouldBe([new CustomerPart("ada", -220_000_000, MovementKind.Contraction, MovementReason.Quantity)]);

    [Fact]
    public void Nothing_moved_is_explained_by_nothing()
    {
        var why = Explain([]);
        (why.Reasons.Count, why.Largest.Count, why.Others, why.OthersAmount).ShouldBe((0, 0, 0, 0L));
    }

    [Fact]
    public void It_adds_up_to_the_micro_unit_with_exchange_rates() => Prop.ForAll(Rows().ToArbitrary(), rows =>
    {
        var (period, why) = Both(rows, 3);
        (why.Reasons.Sum(part => part.Amount) + period.Fx).ShouldBe(period.Net);
        (why.Largest.Sum(part => part.Amount) + why.OthersAmount + period.Fx).ShouldBe(period.Net);
        foreach (var line in why.Reasons.GroupBy(part => part.Kind)) line.Sum(part => part.Amount).ShouldBe(LineOf(period, line.Key));
        why.Largest.Count.ShouldBeLessThanOrEqualTo(3);
        if (why.Others == 0) why.OthersAmount.ShouldBe(0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Summed_by_the_database_the_reasons_are_the_same() => Prop.ForAll(Rows().ToArbitrary(), rows =>
    {
        var (period, why) = Both(rows, 3);
        var sums = rows.Where(row => row.Day >= _week.Start).GroupBy(row => (row.Day, row.Currency, row.Kind, row.Reason))
            .Select(sum => new MovedSum(sum.Key.Day, sum.Key.Currency, sum.Key.Kind, sum.Key.Reason, sum.Sum(row => row.Amount), sum.Count()));
        Explanation.OfReasons(sums, period, _rates.Find).Reasons.ShouldBe(why.Reasons.Select(part => part with { Customers = null }));
    }).QuickCheckThrowOnFailure();

    private static Gen<MovedAmount[]> Rows() => (
        from customer in Gen.Choose(0, 6)
        from day in Gen.Choose(-3, 6)
        from currency in Gen.Elements(_usd, _eur, _jpy)
        from kind in Gen.Elements(MovementKind.New, MovementKind.Expansion, MovementKind.Contraction, MovementKind.Churn, MovementKind.Paused)
        from reason in Gen.Elements(Enum.GetValues<MovementReason>())
        from amount in Gen.Choose(-50_000_000, 90_000_000)
        select new MovedAmount($"c{customer}", _week.Start.AddDays(day), currency, kind, reason, amount)).ArrayOf();

    private static Explanation Explain(IReadOnlyList<MovedAmount> rows, int largest = 5) => Both(rows, largest).Why;

    /// <summary>The period from cells of the same rows, day by day, as the store gives them.</summary>
    private static (PeriodMrr Period, Explanation Why) Both(IReadOnlyList<MovedAmount> rows, int largest)
    {
        List<LedgerCell> cells =
        [
            .. rows.Select(row => new LedgerCell(row.Day < _week.Start ? _week.Start.AddDays(-1) : row.Day, "", row.Currency, row.Day < _week.Start ? MovementKind.Memo : row.Kind, row.Amount, 0, 0, 0, 0, 1, 0, 0)),
        ];
        var period = MrrSeries.Compute(cells, [_week], _rates)[0];
        return (period, Explanation.Of(rows.Where(row => row.Day >= _week.Start), period, _rates.Find, largest));
    }

    private static long LineOf(PeriodMrr period, MovementKind kind) => kind switch
    {
        MovementKind.New => period.New,
        MovementKind.Expansion => period.Expansion,
        MovementKind.Contraction => period.Contraction,
        MovementKind.Churn => period.Churn,
        _ => period.Paused,
    };

    private static MovedAmount Row(string customer, int day, MovementKind kind, MovementReason reason, long dollars) => new(customer, new(2026, 11, day), _usd, kind, reason, dollars * 1_000_000);
}
