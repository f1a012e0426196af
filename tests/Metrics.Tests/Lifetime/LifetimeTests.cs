using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Lifetime;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Tests.Lifetime.Planted;

namespace RevenueBot.Metrics.Tests.Lifetime;

/// <summary>Every trap of DEFINITIONS §9 about lifetime value, planted.</summary>
public sealed class LifetimeTests
{
    private static readonly DateOnly Day = new(2024, 6, 30);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void More_subscriptions_do_not_multiply_revenue_or_time(int subscriptions)
    {
        var events = Enumerable.Range(1, subscriptions).Select(i => Active($"s{i}", "2024-01-10", 10_00)).ToList();
        var lifetime = Lifetime([Paid("p1", "2024-01-10", 100_00), Paid("p2", "2024-02-10", 50_00)], events)!;
        lifetime.Revenue.Net.ShouldBe(150_000_000m);
        lifetime.Months.ShouldBe(6); // 10 Jan to the end of the month paid on 10 Jun
    }

    [Fact]
    public void Who_never_paid_is_in_no_mean()
    {
        Lifetime([], [Active("s1", "2024-01-10", 10_00)]).ShouldBeNull();
        Lifetime([Paid("p1", "2024-01-10", 10_00) with { Status = PaymentStatus.Failed }], [Active("s1", "2024-01-10", 10_00)]).ShouldBeNull();
        Lifetime([Paid("p1", "2024-01-10", 10_00) with { Status = PaymentStatus.Refunded }], []).ShouldBeNull();
    }

    [Fact]
    public void A_yearly_payer_is_served_for_twelve_months()
    {
        var lifetime = Lifetime([Paid("p1", "2024-01-10", 1_200_00)], [Active("s1", "2024-01-10", 1_200_00, IntervalUnit.Year)])!;
        lifetime.Months.ShouldBe(12);
        LifetimeValue.Of([lifetime]).Total.MonthlyValue.ShouldBe(100_000_000);
    }

    [Fact]
    public void A_yearly_payer_who_has_left_was_served_until_the_end()
    {
        var item = Active("s1", "2022-03-01", 1_200_00, IntervalUnit.Year);
        Lifetime([Paid("p1", "2022-03-01", 1_200_00)], [item, Ended(item, "2023-03-01")])!.Months.ShouldBe(12);
    }

    [Fact]
    public void Refunds_and_disputes_are_taken_off_without_their_tax()
    {
        var paid = Paid("p1", "2024-01-10", 119_00, 19_00);
        Net([paid, paid with { Status = PaymentStatus.Refunded, OccurredAt = At("2024-01-12") }]).ShouldBe(0);
        Net([paid, Paid("r1", "2024-01-12", 119_00) with { Status = PaymentStatus.Refunded }]).ShouldBe(0);
        Net([paid, Paid("r1", "2024-01-12", 59_50) with { Status = PaymentStatus.Disputed }]).ShouldBe(50_000_000);
        Net([paid, Paid("r1", "2024-01-12", 59_50, 9_50) with { Status = PaymentStatus.Refunded }]).ShouldBe(50_000_000);
    }

    [Fact]
    public void A_payment_is_taken_back_once()
    {
        var paid = Paid("p1", "2024-01-10", 100_00);
        PaymentStatus[] reversals = [PaymentStatus.Refunded, PaymentStatus.Disputed];
        Net([Paid("p0", "2024-01-09", 30_00), paid, .. reversals.Select(status => paid with { Status = status, OccurredAt = At("2024-01-12") })]).ShouldBe(30_000_000);
    }

    [Fact]
    public void Money_converts_at_the_rate_of_its_own_day()
    {
        var euro = Paid("p1", "2024-01-10", 100_00) with { Currency = Eur };
        Net([euro, euro with { PaymentId = "p2", OccurredAt = At("2024-02-10") }, Paid("p3", "2024-02-10", 5_00)]).ShouldBe(235_000_000m);
    }

    [Fact]
    public void Yen_have_no_cents() =>
        CustomerRevenue.Of([Paid("p1", "2024-01-10", 1045) with { Currency = Currency.Parse("JPY") }],
            new FxRates(Usd, [new FxRate(Currency.Parse("JPY"), new DateOnly(2024, 1, 1), true, 0.01m)]), CompanyCalendar.Utc)!.Net.ShouldBe(10_450_000m);

    [Fact]
    public void Money_without_a_rate_is_named_and_its_customer_left_out()
    {
        var late = Lifetime([Paid("p1", "2024-01-10", 10_00), Paid("p2", "2024-06-10", 100_00) with { Currency = Eur }], [])!;
        var value = LifetimeValue.Of([late, Lifetime([Paid("p1", "2024-01-10", 50_00)], [])!]);
        value.Unrated.ShouldBe([new Unrated("EUR", 100_000_000)]);
        (value.LeftOut, value.Total.Customers, value.Total.Mean).ShouldBe((1, 1, 50_000_000));
    }

    [Fact]
    public void The_plan_is_that_of_acquisition_not_of_today()
    {
        var events = new[] { Active("s1", "2024-01-10", 10_00, plan: "solo"), Active("s1", "2024-03-10", 90_00, plan: "pro") };
        Lifetime([Paid("p1", "2024-03-10", 90_00)], events)!.PlanId.ShouldBe("solo");
        Lifetime([Paid("p1", "2024-03-10", 90_00, plan: "one-off")], [])!.PlanId.ShouldBe("one-off");
    }

    [Fact]
    public void A_trial_or_free_time_before_the_first_paying_day_is_no_service()
    {
        var trial = Active("s1", "2024-01-10", 10_00, plan: "team") with { Status = SubscriptionStatus.Trialing };
        var lifetime = Lifetime([Paid("p1", "2024-01-24", 10_00)], [trial, Active("s1", "2024-01-24", 10_00)])!;
        (lifetime.PlanId, lifetime.Months).ShouldBe(("pro", 6));
    }

    [Fact]
    public void Mean_and_median_stand_beside_their_number_and_parts_add_up()
    {
        CustomerLifetime Of(string plan, decimal dollars, decimal months) => new(plan, months, new CustomerRevenue(dollars * 1_000_000, 1, plan, []));
        var value = LifetimeValue.Of([Of("pro", 10, 1), Of("pro", 20, 2), Of("pro", 90, 9), Of("solo", 5, 0), Of("solo", 1.0000005m, 0), Of("team", 1.0000005m, 1)]);
        value.Plans.Select(plan => (plan.PlanId, plan.Customers, plan.Mean, plan.Median)).First().ShouldBe(("pro", 3, 40_000_000L, 20_000_000L));
        value.Plans.Sum(plan => plan.Revenue).ShouldBe(value.Total.Revenue);
        value.Plans.Sum(plan => plan.Customers).ShouldBe(value.Total.Customers);
        value.Plans[0].MonthlyValue.ShouldBe(10_000_000);
        value.Plans[1].MonthlyValue.ShouldBeNull();
    }

    [Fact]
    public void Nobody_has_no_mean() => LifetimeValue.Of([]).Total.ShouldSatisfyAllConditions(total => total.Mean.ShouldBeNull(), total => total.MeanMonths.ShouldBeNull());

    private static decimal Net(Payment[] payments) => CustomerRevenue.Of(payments, Rates, CompanyCalendar.Utc)!.Net;

    private static CustomerLifetime? Lifetime(IReadOnlyList<Payment> payments, IReadOnlyList<SubscriptionEvent> events) =>
        CustomerLifetime.Of(payments, events, Day, LedgerRules.Default, Rates);
}
