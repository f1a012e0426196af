using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Forecasting.Mrr;
using RevenueBot.Metrics.Tests.Fold;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Forecasting;

public sealed class TermMrrTests
{
    private static readonly DateOnly Day = new(2026, 6, 15);

    [Fact]
    public void A_yearly_contract_renews_a_year_after_it_began() => Of(Yearly("2025-09-20")).ShouldBe([new(Currency.Parse("USD"), 100_000_000, 12, new(2026, 9, 20))]);

    [Fact]
    public void The_end_that_the_biller_says_counts() =>
        Of(Yearly("2025-09-20") with { CurrentPeriodEnd = Fact.Time("2026-10-01") }).Single().Renews.ShouldBe(new(2026, 10, 1));

    [Fact]
    public void A_change_of_seats_moves_no_renewal() =>
        Of(Yearly("2025-09-20"), Yearly("2026-02-01") with { Quantity = 3 }).ShouldBe([new(Currency.Parse("USD"), 300_000_000, 12, new(2026, 9, 20))]);

    [Fact]
    public void Terms_of_months_count_as_they_are_long() =>
        Of(Yearly("2026-05-20") with { Interval = IntervalUnit.Month, IntervalCount = 3 }).ShouldBe([new(Currency.Parse("USD"), 400_000_000, 3, new(2026, 8, 20))]);

    [Fact]
    public void Who_can_leave_any_month_or_has_left_has_no_term()
    {
        Of(Fact.Item("2026-05-20")).ShouldBeEmpty();
        Of(Yearly("2025-03-20"), Yearly("2026-05-01") with { Status = SubscriptionStatus.Canceled }).ShouldBeEmpty();
        Of(Yearly("2026-07-01")).ShouldBeEmpty(); // not begun
        Of(Yearly("2026-03-20") with { Status = SubscriptionStatus.Trialing }).ShouldBeEmpty();
        Of(Yearly("2025-09-20"), Yearly("2026-05-01") with { Interval = IntervalUnit.Month }).ShouldBeEmpty();
    }

    [Fact]
    public void Of_a_customer_with_both_only_the_long_contract_has_one() =>
        Of(Yearly("2025-09-20"), Fact.Item("2026-01-01").On("s2", "addon")).Single().Micros.ShouldBe(100_000_000);

    private static IReadOnlyList<TermMrr> Of(params SubscriptionEvent[] events) =>
        TermMrr.Of([.. events.Select((item, i) => item with { EventId = $"e{i}" })], Day, new LedgerRules(DefinitionProfile.Default, CompanyCalendar.Utc));

    private static SubscriptionEvent Yearly(string at) => Fact.Item(at, 1_200) with { Interval = IntervalUnit.Year };
}
