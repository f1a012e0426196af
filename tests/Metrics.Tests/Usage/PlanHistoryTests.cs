using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Usage;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Tests.Lifetime.Planted;

namespace RevenueBot.Metrics.Tests.Usage;

public sealed class PlanHistoryTests
{
    [Fact]
    public void The_plan_is_that_of_the_day_not_of_today()
    {
        var history = Of(Active("s1", "2024-01-10", 10_00, plan: "solo"), Active("s1", "2024-03-10", 90_00, plan: "pro"));
        On(history, "2024-01-09").ShouldBeNull();
        On(history, "2024-01-10").ShouldBe("solo");
        On(history, "2024-03-09").ShouldBe("solo");
        On(history, "2024-03-10").ShouldBe("pro");
        On(history, "2030-01-01").ShouldBe("pro");
    }

    [Fact]
    public void On_its_last_day_a_customer_still_has_its_plan()
    {
        var item = Active("s1", "2024-01-10", 10_00);
        var history = Of(item, Ended(item, "2024-02-10"));
        On(history, "2024-02-10").ShouldBe("pro");
        On(history, "2024-02-11").ShouldBeNull();
    }

    [Fact]
    public void A_scheduled_cancel_ends_the_plan_at_the_end_of_the_period() =>
        On(Of(Active("s1", "2024-01-10", 10_00) with { CancelAtPeriodEnd = true, CurrentPeriodEnd = At("2024-02-10") }), "2024-02-11").ShouldBeNull();

    [Fact]
    public void Of_two_plans_at_once_the_dearer_one_counts()
    {
        var small = Active("s2", "2024-02-01", 12_000, IntervalUnit.Year, plan: "addon");
        var history = Of(Active("s1", "2024-01-10", 11_00, plan: "main"), small);
        On(history, "2024-02-05").ShouldBe("main"); // $10 a month against $11
        On(Of(Active("s1", "2024-01-10", 9_00, plan: "main"), small), "2024-02-05").ShouldBe("addon");
    }

    [Theory]
    [InlineData(SubscriptionStatus.Trialing, true)]
    [InlineData(SubscriptionStatus.PastDue, true)]
    [InlineData(SubscriptionStatus.Paused, true)]
    [InlineData(SubscriptionStatus.Unpaid, false)]
    [InlineData(SubscriptionStatus.Incomplete, false)]
    [InlineData(SubscriptionStatus.Canceled, false)]
    public void Trials_and_pauses_are_on_a_plan(SubscriptionStatus status, bool isOnPlan) =>
        On(Of(Active("s1", "2024-01-10", 10_00) with { Status = status }), "2024-01-20").ShouldBe(isOnPlan ? "pro" : null);

    [Fact]
    public void A_free_plan_is_a_plan() => On(Of(Active("s1", "2024-01-10", 0, plan: "free")), "2024-01-20").ShouldBe("free");

    private static PlanHistory Of(params SubscriptionEvent[] events) => PlanHistory.Of(events, CompanyCalendar.Utc);

    private static string? On(PlanHistory history, string day) => history.On(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
}
