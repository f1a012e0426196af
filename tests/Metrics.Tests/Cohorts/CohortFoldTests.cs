using RevenueBot.Metrics.Cohorts;
using RevenueBot.Metrics.Retention;
using RevenueBot.Metrics.Tests.Fold;
using RevenueBot.Metrics.Tests.Retention;
using FsCheck.Fluent;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Tests.Retention.Ledgers;

namespace RevenueBot.Metrics.Tests.Cohorts;

/// <summary>Cohorts by month of first payment (DEFINITIONS §5).</summary>
public sealed class CohortFoldTests
{
    private static readonly DateOnly End = new(2026, 11, 11); // on 10 November

    [Fact]
    public void A_cohort_is_followed_from_month_end_to_month_end()
    {
        var cohort = Of(Customer(("2026-07-31", 100)), Customer(("2026-07-01", 50), ("2026-09-30", 0)), Customer(("2026-07-15", 50), ("2026-10-01", 80))).ShouldHaveSingleItem();
        (cohort.Month, cohort.Size, cohort.InitialMrr).ShouldBe((new Month(2026, 7), 3, Micros(200)));
        cohort.Cells.Select(cell => cell.Active).ShouldBe([3, 3, 2, 2, 2]);
        cohort.Cells.Select(cell => cell.Mrr).ShouldBe([Micros(200), Micros(200), Micros(150), Micros(180), Micros(180)]);
        (cohort.RevenueRetention(3), cohort.GrossRetention(3)).ShouldBe((0.9m, 0.75m));
        cohort.LogoRetention(2).ShouldBe(2 / 3m);
    }

    [Fact]
    public void The_future_is_blank_and_the_running_month_a_part()
    {
        var cohort = Of(Customer(("2026-10-05", 10))).Single();
        (cohort.Cells.Count, cohort.WholeMonths, cohort.IsPart(0), cohort.IsPart(1)).ShouldBe((2, 1, false, true));
        (cohort.Cell(2), cohort.LogoRetention(2), cohort.RevenueRetention(2), cohort.GrossRetention(2)).ShouldBe((null, null, null, null));
    }

    [Theory]
    [InlineData("2026-10-31", true, 1)] // the month is over with its last day
    [InlineData("2026-10-31", false, 0)] // its last day still runs
    [InlineData("2026-11-01", false, 1)]
    public void A_month_is_whole_once_its_last_day_is_over(string day, bool isOver, int whole)
    {
        CohortFold fold = new(DateOnly.Parse(day, null).AddDays(1), isOver, NoRates);
        fold.Add(Customer(("2026-10-05", 10)));
        fold.Cohorts().Single().WholeMonths.ShouldBe(whole);
    }

    [Fact]
    public void Who_returns_is_active_again_in_its_first_cohort_and_had_not_left_for_good()
    {
        var cohort = Of(Customer(("2026-06-05", 10), ("2026-07-05", 0), ("2026-09-05", 10))).Single();
        cohort.Cells.Select(cell => cell.Active).ShouldBe([1, 0, 0, 1, 1, 1]);
        cohort.Cells.Select(cell => cell.Survivors).ShouldBe([1, 1, 1, 1, 1, 1]);
        Of(Customer(("2026-06-05", 10), ("2026-07-05", 0), ("2026-08-05", 10), ("2026-09-05", 0))).Single().Cells.Select(cell => cell.Survivors).ShouldBe([1, 1, 1, 0, 0, 0]);
    }

    [Fact]
    public void Who_comes_and_goes_within_a_month_counts_in_its_size()
    {
        var cohort = Of(Customer(("2026-10-02", 10), ("2026-10-20", 0)), Customer(("2026-10-02", 30))).Single();
        (cohort.Size, cohort.LogoRetention(0), cohort.RevenueRetention(0), cohort.Cells[0].Survivors).ShouldBe((2, 0.5m, 0.75m, 2));
    }

    [Fact]
    public void A_day_that_opens_and_closes_at_0_is_no_first_payment()
    {
        var day = new DateOnly(2026, 8, 3);
        CustomerLedger customer = new("", "", [new(day, Usd, "pro", MovementKind.New, Micros(5)), new(day, Usd, "pro", MovementKind.New, Micros(-5)), new(new(2026, 9, 1), Usd, "pro", MovementKind.New, Micros(5))]);
        Of(customer).Single().Month.ShouldBe(new Month(2026, 9));
        Of(customer with { Changes = [.. customer.Changes.Take(2)] }).ShouldBeEmpty();
    }

    [Fact]
    public void Money_stays_at_the_rate_of_the_first_day()
    {
        FxRates rates = new(Usd, [new(Eur, new DateOnly(2026, 8, 1), true, 1.25m), new(Eur, new DateOnly(2026, 9, 1), true, 2m), new(Eur, new DateOnly(2026, 10, 1), true, 3m)]);
        CohortFold fold = new(End, false, rates);
        fold.Add(Customer("pro", Eur, ("2026-08-05", 80)));
        fold.Cohorts().Single().Cells.ShouldAllBe(cell => cell.Mrr == Micros(100));
    }

    [Fact]
    public void Without_a_rate_customers_count_and_their_money_is_named()
    {
        var cohort = Of(Customer("pro", Eur, ("2026-08-05", 80)), Customer(("2026-08-05", 20))).Single();
        (cohort.Size, cohort.InitialMrr, cohort.Cells[0].Active).ShouldBe((2, Micros(20), 2));
        cohort.Unconverted.ShouldBe([new Unconverted(Eur, Micros(80))]);
    }

    [Fact]
    public void Revenue_adds_up_from_the_first_payment_refunds_taken_off()
    {
        CohortFold fold = new(End, false, NoRates);
        fold.Add(Customer(("2026-08-05", 10)), [new(new(2026, 8, 5), Usd, Micros(120)), new(new(2026, 10, 1), Usd, Micros(-20))]);
        fold.Add(Customer(("2026-08-06", 10)), []);
        fold.Cohorts().Single().Cells.Select(cell => cell.Revenue).ShouldBe([Micros(120), Micros(120), Micros(100), Micros(100)]);
    }

    [Fact]
    public void Cash_is_at_the_rate_of_the_day_it_was_paid()
    {
        FxRates rates = new(Usd, [new(Eur, new DateOnly(2026, 8, 1), true, 1.25m), new(Eur, new DateOnly(2026, 9, 1), true, 2m)]);
        CohortFold fold = new(End, false, rates);
        fold.Add(Customer("pro", Eur, ("2026-08-05", 80)), [new(new(2026, 8, 5), Eur, Micros(80)), new(new(2026, 9, 5), Eur, Micros(80))]);
        fold.Cohorts().Single().Cells.Select(cell => cell.Revenue).ShouldBe([Micros(100), Micros(260), Micros(260), Micros(260)]);
    }

    [Fact]
    public void A_fit_at_its_bound_is_not_shown() => CohortCurve.Fit(Of([.. Enumerable.Range(0, 100).Select(i =>
        Customer(("2026-05-05", 10), (new DateOnly(2026, 6, 5).AddDays(4 * i).ToString("yyyy-MM-dd"), 0)))])).ShouldBe(new CurveFit.NotFitted(CurveProblem.NotFalling));

    [Fact]
    public void A_young_company_has_no_projection_and_an_old_cohort_has_one()
    {
        var young = Of([.. Enumerable.Range(0, 50).Select(i => Customer(("2026-10-05", 10), (i < 20 ? "2026-11-01" : "2027-01-01", 0)))]);
        CohortCurve.Fit(young).ShouldBe(new CurveFit.NotFitted(CurveProblem.TooFewPeriods));
        var cohorts = Of([.. Enumerable.Range(0, 100).Select(i => Customer(("2026-05-05", 10), (new DateOnly(2026, 6, 5).AddDays(i * i / 20).ToString("yyyy-MM-dd"), 0))), Customer(("2026-09-01", 10))]);
        var curve = CohortCurve.Fit(cohorts).ShouldBeOfType<CurveFit.Fitted>().Curve;
        CohortCurve.Project(cohorts[1], curve, 6).ShouldBeNull();
        var projected = CohortCurve.Project(cohorts[0], curve, 6).ShouldNotBeNull();
        projected.Prepend(cohorts[0].Cells[5].Active).Zip(projected).ShouldAllBe(pair => pair.Second < pair.First);
    }

    [Fact]
    public void Fewer_than_ten_leavers_draw_no_curve() => CohortCurve.Fit(Of([.. Enumerable.Range(0, 30)
        .Select(i => i < 9 ? Customer(("2026-05-05", 10), ("2026-08-05", 0)) : Customer(("2026-05-05", 10)))])).ShouldBe(new CurveFit.NotFitted(CurveProblem.TooFewLeft));

    [Fact]
    public void A_naive_computation_gives_the_same_and_columns_add_up_to_who_pays() => Properties.Check(RetentionProperties.Book.Arbitrary, book =>
    {
        DateOnly end = new(2026, 4, 20);
        CohortFold fold = new(end, true, book.Rates);
        foreach (var customer in book.Customers) fold.Add(customer);
        var cohorts = fold.Cohorts();
        foreach (var cohort in cohorts)
        {
            var members = book.Customers.Where(customer => FirstDay(customer, end) is { } day && Month.Of(day) == cohort.Month).ToList();
            cohort.Size.ShouldBe(members.Count);
            for (var i = 0; i < cohort.Cells.Count; i++)
            {
                var day = cohort.Month.Plus(i + 1).FirstDay is var next && next < end ? next : end;
                cohort.Cells[i].Active.ShouldBe(members.Count(customer => Balance(customer, day) > 0));
                cohort.LogoRetention(i)!.Value.ShouldBeInRange(0, 1);
                if (cohort.GrossRetention(i) is { } gross) gross.ShouldBeInRange(0, cohort.RevenueRetention(i)!.Value);
                if (members.All(customer => customer.Changes.All(change => change.Currency == Usd))) cohort.Cells[i].Mrr.ShouldBe(members.Sum(customer => Balance(customer, day)));
                cohort.Cells[i].Survivors.ShouldBeLessThanOrEqualTo(i == 0 ? cohort.Size : cohort.Cells[i - 1].Survivors);
            }
        }

        cohorts.Sum(cohort => cohort.Cells[^1].Active).ShouldBe(book.Customers.Count(customer => Balance(customer, end) > 0));
    }, 150);

    private static long Balance(CustomerLedger customer, DateOnly day) => customer.Changes.Where(change => change.Day < day).Sum(change => change.Amount);

    private static DateOnly? FirstDay(CustomerLedger customer, DateOnly end) => customer.Changes.Select(change => change.Day).Distinct()
        .Where(day => day < end && Balance(customer, day.AddDays(1)) > 0).Select(day => (DateOnly?)day).Min();

    private static IReadOnlyList<Cohort> Of(params CustomerLedger[] customers)
    {
        CohortFold fold = new(End, false, NoRates);
        foreach (var customer in customers) fold.Add(customer);
        return fold.Cohorts();
    }
}
