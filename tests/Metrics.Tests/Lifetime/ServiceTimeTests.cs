using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Lifetime;
using RevenueBot.Metrics.Tests.Fold;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Tests.Lifetime.Planted;

namespace RevenueBot.Metrics.Tests.Lifetime;

public sealed class ServiceTimeTests
{
    [Theory]
    [InlineData("2024-01-10", "2024-05-10", 4.0)]
    [InlineData("2024-01-31", "2024-02-29", 1.0)]
    [InlineData("2023-03-01", "2024-03-01", 12.0)]
    [InlineData("2024-03-01", "2025-03-01", 12.0)]
    [InlineData("2024-04-01", "2024-04-16", 0.5)]
    [InlineData("2024-04-01", "2024-04-01", 0.0)]
    public void Months_are_those_of_the_calendar(string start, string end, double months) =>
        ServiceTime.Months(new Period(Day(start), Day(end))).ShouldBe((decimal)months);

    [Theory]
    [InlineData("2024-06-30", "2024-07-10")]
    [InlineData("2024-07-09", "2024-07-10")]
    [InlineData("2024-07-10", "2024-08-10")]
    public void A_period_is_counted_on_from_when_the_item_became_active(string day, string end) =>
        BillingPeriods.PaidThrough([Active("s1", "2024-01-10", 10_00), Active("s1", "2024-03-20", 20_00)], Day(day), CompanyCalendar.Utc).ShouldBe(Day(end));

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void The_end_a_source_says_is_believed_and_the_longest_counts()
    {
        var said = Active("s1", "2024-01-10", 10_00) with { CurrentPeriodEnd = At("2024-07-04") };
        BillingPeriods.PaidThrough([said], new(2024, 6, 30), CompanyCalendar.Utc).ShouldBe(new DateOnly(2024, 7, 4));
        BillingPeriods.PaidThrough([said, Active("s2", "2024-02-01", 90_00, IntervalUnit.Year)], new(2024, 6, 30), CompanyCalendar.Utc).ShouldBe(new DateOnly(2025, 2, 1));
    }

    [Fact]
    public void Nothing_runs_that_is_free_past_due_or_over()
    {
        SubscriptionEvent[] items =
        [
            Active("free", "2024-01-10", 0), Active("late", "2024-01-10", 10_00) with { Status = SubscriptionStatus.PastDue },
            Ended(Active("over", "2024-01-10", 10_00), "2024-02-10"), Active("once", "2024-01-10", 10_00) with { Kind = ItemKind.OneOff },
        ];
        BillingPeriods.PaidThrough(items, new(2024, 6, 30), CompanyCalendar.Utc).ShouldBeNull();
    }

    /// <summary>Day by day, whoever has MRR above 0 at its close is served that day: the spans say the same.</summary>
    [Fact]
    public void Spans_are_the_days_with_mrr_of_any_history() => Properties.Check(Histories.Arbitrary, history =>
    {
        var movements = Movements.Fold(history.Events, history.Rules);
        if (movements.Count == 0) return;
        var last = movements[^1].Day;
        var spans = ServiceTime.Spans(movements, last, null);
        for (var day = movements[0].Day.AddDays(-1); day <= last; day = day.AddDays(1))
            spans.Count(span => day >= span.Start && day < span.End).ShouldBe(movements.Where(row => row.Day <= day).Sum(row => row.Amount) > 0 ? 1 : 0);
    }, 200);
}
