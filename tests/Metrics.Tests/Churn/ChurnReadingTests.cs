using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Health;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Tests.Churn.Known;

namespace RevenueBot.Metrics.Tests.Churn;

/// <summary>What a row says of a customer on a day.</summary>
public sealed class ChurnReadingTests
{
    [Fact]
    public void Terms_are_those_of_the_day()
    {
        var read = Trace(Event("2024-01-10T12:00Z", 9_800), Event("2024-05-20T12:00Z", 4_900) with { PlanId = "starter", Quantity = 3, CurrentPeriodEnd = At("2024-06-20T12:00Z") }).Read("2024-06-01T00:00Z")!;
        read["tenure_days"].ShouldBe(143);
        read["mrr"].ShouldBe(147);
        read["mrr_change_30"].ShouldBe(0.5);
        read["mrr_change_91"].ShouldBe(0.5);
        read["plan_tier"].ShouldBe(1);
        read["seats"].ShouldBe(3);
        read["days_to_renewal"].ShouldBe(19.5);
        read["discount"].ShouldBe(0);
        read["downgrades_182"].ShouldBe(0);
        read.Mrr.ShouldBe(147_000_000);
    }

    [Fact]
    public void Growth_has_no_measure_before_the_first_payment()
    {
        var read = Trace(Event("2024-05-20T12:00Z", 4_900)).Read("2024-06-01T00:00Z")!;
        read["mrr_change_30"].ShouldBe(double.NaN);
        read["health"].ShouldBe(double.NaN); // a customer for less than 14 days is not scored
    }

    [Fact]
    public void A_downgrade_and_a_discount_are_seen()
    {
        var read = Trace(Event("2024-01-10T12:00Z", 9_800), Event("2024-05-20T12:00Z", 4_900) with { Discounts = [new Discount(20, null, DiscountDuration.Forever)] }).Read("2024-06-01T00:00Z")!;
        read["downgrades_182"].ShouldBe(1);
        read["discount"].ShouldBe(0.2, 1e-12);
        read["mrr_change_30"].ShouldBe(-0.6, 1e-12);
    }

    [Fact]
    public void Usage_is_counted_back_from_the_last_day()
    {
        var trace = Trace(Event("2024-01-10T12:00Z", 4_900));
        var read = (trace with { Facts = trace.Facts with { Usage = [Used("u1", 3, 5, 20, 60), Used("u2", 5, 90)], People = (4, 4) } }).Read("2024-06-01T00:00Z")!;
        read["idle_days"].ShouldBe(3);
        read["used_days_7"].ShouldBe(2);
        read["used_days_28"].ShouldBe(3);
        read["person_days_28"].ShouldBe(4);
        read["usage_trend"].ShouldBe(3, "four days now, less than one in as many before");
        read["active_people_28"].ShouldBe(2);
        read["active_share_28"].ShouldBe(0.5);
    }

    [Fact]
    public void Who_was_never_seen_is_idle_for_as_long_as_is_looked_at() => Trace(Event("2024-01-10T12:00Z", 4_900)).Read("2024-06-01T00:00Z")!["idle_days"].ShouldBe(HealthMoments.UsageDays);

    [Fact]
    public void Where_nobody_s_usage_is_known_it_is_missing_and_not_nought()
    {
        var read = ChurnReading.Of(Trace(Event("2024-01-10T12:00Z", 4_900)), Moments("2024-06-01T00:00Z", hasUsage: false, hasTickets: false), Rules)!;
        foreach (var feature in new[] { "idle_days", "used_days_28", "active_share_28", "tickets_open", "failed_payments_30", "nps" }) read[feature].ShouldBe(double.NaN, feature);
    }

    [Fact]
    public void Tickets_count_as_they_stood()
    {
        var trace = Trace(Event("2024-01-10T12:00Z", 4_900));
        var read = (trace with
        {
            Facts = trace.Facts with
            {
                Tickets =
                [
                    new(TicketSeverity.Critical, At("2024-05-20T12:00Z"), At("2024-06-02T12:00Z"), 1), new(TicketSeverity.Low, At("2024-03-20T12:00Z"), At("2024-03-21T12:00Z"), 3),
                    new(TicketSeverity.High, At("2024-06-01T00:01Z"), null, null),
                ],
            },
        }).Read("2024-06-01T00:00Z")!;
        read["tickets_open"].ShouldBe(1);
        read["severe_tickets_open"].ShouldBe(1);
        read["tickets_30"].ShouldBe(1);
        read["tickets_90"].ShouldBe(2);
        read["severe_tickets_90"].ShouldBe(1);
        read["satisfaction_90"].ShouldBe(3, "the critical one was not rated yet");
    }

    [Fact]
    public void Failed_payments_count_until_the_day_and_a_failing_one_by_the_day()
    {
        var trace = Trace(Event("2024-01-10T12:00Z", 4_900));
        var read = (trace with
        {
            Facts = trace.Facts with
            {
                Payments =
                [
                    new("s", PaymentStatus.Succeeded, At("2024-04-10T12:00Z")), new("s", PaymentStatus.Failed, At("2024-05-10T12:00Z")), new("s", PaymentStatus.Failed, At("2024-05-29T12:00Z")),
                    new("s", PaymentStatus.Failed, At("2024-06-02T12:00Z")), new("s", PaymentStatus.Disputed, At("2023-07-02T12:00Z")),
                ],
            },
        }).Read("2024-06-01T00:00Z")!;
        read["failed_payments_30"].ShouldBe(2);
        read["failed_payments_90"].ShouldBe(2);
        read["failing_days"].ShouldBe(22, "since the first of both, and the day itself");
        read["disputes_365"].ShouldBe(1);
    }

    [Fact]
    public void The_last_answer_of_a_survey_counts()
    {
        var trace = Trace(Event("2024-01-10T12:00Z", 4_900)) with { Nps = [new(9, At("2024-02-01T00:00Z")), new(4, At("2024-05-01T00:00Z")), new(10, At("2024-06-01T00:01Z"))] };
        trace.Read("2024-06-01T00:00Z")!["nps"].ShouldBe(4);
    }

    [Theory]
    [InlineData(SubscriptionStatus.Canceled)]
    [InlineData(SubscriptionStatus.Paused)]
    [InlineData(SubscriptionStatus.Unpaid)]
    public void Who_does_not_pay_is_not_read(SubscriptionStatus status) =>
        Trace(Event("2024-01-10T12:00Z", 4_900), Event("2024-05-20T12:00Z", 4_900, status)).Read("2024-06-01T00:00Z").ShouldBeNull();

    [Fact]
    public void The_click_on_cancel_changes_no_feature()
    {
        var pays = Trace(Event("2024-01-10T12:00Z", 4_900));
        var clicked = Trace(Event("2024-01-10T12:00Z", 4_900), Event("2024-05-28T12:00Z", 4_900) with { CancelAtPeriodEnd = true, CurrentPeriodEnd = At("2024-06-10T12:00Z") });
        var (before, after) = (Trace(Event("2024-01-10T12:00Z", 4_900) with { CurrentPeriodEnd = At("2024-06-10T12:00Z") }).Read("2024-06-01T00:00Z")!, clicked.Read("2024-06-01T00:00Z")!);
        after.Values.ShouldBe(before.Values);
        (before.CancelScheduled, after.CancelScheduled).ShouldBe((false, true));
        pays.Read("2024-06-01T00:00Z")!.CancelScheduled.ShouldBeFalse();
    }
}
