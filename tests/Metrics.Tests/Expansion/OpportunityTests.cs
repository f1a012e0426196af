using RevenueBot.Metrics.Expansion;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Health;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Tests.Expansion.ExpansionCases;

namespace RevenueBot.Metrics.Tests.Expansion;

/// <summary>DEFINITIONS §8, rule by rule, with the money.</summary>
public sealed class OpportunityTests
{
    private const long Unit = 1_000_000;

    [Theory]
    [InlineData(799.999, false)]
    [InlineData(800, false)]
    [InlineData(800.001, true)]
    [InlineData(1_400, true)]
    public void Only_usage_strictly_above_80_percent_of_the_limit_counts(double used, bool counts)
    {
        var found = Found(On("starter"), (decimal)used);
        (found is not null).ShouldBe(counts);
        if (found is null) return;
        var part = found.Parts.ShouldHaveSingleItem();
        (part.Reason, part.Metric, part.Amount, part.Of, part.From, part.To).ShouldBe((ExpansionReason.Limit, "tasks", (decimal)used, 1_000m, "starter", "pro"));
        found.Gain.ShouldBe(50 * Unit);
    }

    [Fact]
    public void A_plan_without_a_limit_has_none_to_be_near() => Found(On("starter-jpy"), 1_000_000).ShouldBeNull();

    [Fact]
    public void Usage_of_another_metric_is_no_usage_of_the_limit()
    {
        Found(Case(On("starter"))!, 5_000, metric: "exports").ShouldBeNull();
        Found(Case(On("starter"))!, 5_000, metric: "TASKS").ShouldNotBeNull();
    }

    [Fact]
    public void More_than_one_person_counts_where_there_is_a_higher_plan()
    {
        Found(On("starter"), people: 1).ShouldBeNull();
        var found = Found(On("starter"), people: 2).ShouldNotBeNull();
        (found.Parts[0].Reason, found.Parts[0].Amount, found.Gain).ShouldBe((ExpansionReason.Team, 2m, 50 * Unit));
        Found(On("max"), people: 9).ShouldBeNull();
        Found(On("old"), people: 9).ShouldBeNull();
    }

    [Fact]
    public void Who_is_at_the_limit_of_the_highest_plan_is_named_without_money()
    {
        var found = Found(On("max"), 19_000).ShouldNotBeNull();
        (found.Gain, found.Parts[0].NoGain, found.Parts[0].To).ShouldBe((null, NoGain.NoHigherPlan, null));
    }

    [Fact]
    public void Two_reasons_of_one_item_bring_its_money_once() => Found(On("starter"), 900, 3)!.ShouldSatisfyAllConditions(found => found.Parts.Count.ShouldBe(2), found => found.Gain.ShouldBe(50 * Unit));

    [Fact]
    public void The_next_plan_is_taken_at_the_same_billing_period_and_quantity()
    {
        Found(On("starter-year"), people: 2)!.ShouldSatisfyAllConditions(found => found.Parts[0].To.ShouldBe("pro-year"), found => found.Gain.ShouldBe(41_666_666)); // 500 a year: 65.833333 − 24.166667
        Found(On("starter", quantity: 7), people: 2)!.Gain.ShouldBe(350 * Unit);
    }

    [Fact]
    public void Money_is_in_the_reporting_currency()
    {
        Found(On("starter-eur"), people: 2)!.ShouldSatisfyAllConditions(found => found.Parts[0].To.ShouldBe("pro-eur"), found => found.Gain.ShouldBe(47_520_000), found => found.Mrr.ShouldBe(27 * Unit));
        Found(On("starter-jpy"), people: 2)!.ShouldSatisfyAllConditions(found => found.Parts[0].To.ShouldBe("pro-jpy"), found => found.Gain.ShouldBe(38_400_000));
        var unrated = ExpansionCase.Of(new CustomerTrace { CustomerId = "acme", Events = [On("starter-eur")] }, Moment with { Rates = new FxRates(Usd, []) })!;
        Found(unrated, people: 2)!.ShouldSatisfyAllConditions(found => found.Gain.ShouldBeNull(), found => found.Parts[0].NoGain.ShouldBe(NoGain.NoRate));
    }

    [Fact]
    public void Running_discounts_go_on_and_who_would_not_pay_more_is_left_out()
    {
        Found(On("starter") with { Discounts = [new(50, null, DiscountDuration.Forever)] }, people: 2)!.Gain.ShouldBe(25 * Unit);
        Found(On("starter") with { Discounts = [new(null, 900, DiscountDuration.Forever)] }, people: 2)!.Gain.ShouldBe(50 * Unit);
        Found(On("starter") with { Discounts = [new(50, null, DiscountDuration.Repeating, 3)] }, people: 2)!.Gain.ShouldBe(50 * Unit); // ended on 10 April
        Found(On("starter") with { UnitAmountMinor = 9_900 }, 900, 5).ShouldBeNull(); // an old price above that of the next plan
    }

    [Fact]
    public void A_cycle_is_counted_from_the_period_that_runs()
    {
        Case(On("starter"))!.Limits[0].Since.ShouldBe(new DateTimeOffset(2024, 6, 10, 9, 0, 0, TimeSpan.Zero));
        Case(On("starter-year"))!.Limits[0].Since.ShouldBe(new DateTimeOffset(2024, 1, 10, 9, 0, 0, TimeSpan.Zero));
        Case(On("starter") with { CurrentPeriodEnd = new(2024, 7, 15, 0, 0, 0, TimeSpan.Zero) })!.Limits[0].Since.ShouldBe(new DateTimeOffset(2024, 6, 15, 0, 0, 0, TimeSpan.Zero));
        Case(On("starter") with { CurrentPeriodEnd = new(2024, 2, 29, 0, 0, 0, TimeSpan.Zero) })!.Limits[0].Since.ShouldBe(new DateTimeOffset(2024, 6, 29, 0, 0, 0, TimeSpan.Zero)); // long past: its rhythm goes on
        Case(On("starter") with { CurrentPeriodEnd = At })!.Limits[0].Since.ShouldBe(At); // the end of one is the start of the next
        Case(On("starter") with { EffectiveAt = new(2024, 1, 31, 0, 0, 0, TimeSpan.Zero) })!.Limits[0].Since.ShouldBe(new DateTimeOffset(2024, 6, 30, 0, 0, 0, TimeSpan.Zero));
        Case(On("starter") with { Interval = IntervalUnit.Week, IntervalCount = 2 })!.Limits[0].Since.ShouldBe(new DateTimeOffset(2024, 6, 26, 9, 0, 0, TimeSpan.Zero));
        Case(On("starter") with { Interval = IntervalUnit.Year, IntervalCount = 3_660 })!.Limits[0].Since.ShouldBe(new DateTimeOffset(2024, 1, 10, 9, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Several_items_allow_together_and_each_steps_up_on_its_own()
    {
        var both = Case(On("starter", "a"), On("pro", "b"))!;
        both.Limits.ShouldHaveSingleItem().Allowed.ShouldBe(6_000);
        Found(both, 4_800).ShouldBeNull();
        var limit = Found(both, 4_801)!;
        (limit.Parts[0].From, limit.Gain).ShouldBe(("pro", 120 * Unit)); // the largest item
        var mixed = Case(On("starter", "a"), On("pro-year", "b"))!;
        mixed.Limits[0].Allowed.ShouldBe(60_000 + (1_000 * 365m / (365m / 12)), 0.0001m);
        Case(On("max", "a"), On("starter-jpy", "b"))!.Upgrades.Select(upgrade => upgrade.From.PlanId).ShouldBe(["max", "starter-jpy"]); // 4,000 yen are less than 199 dollars
        Found(Case(On("max", "a"), On("starter", "b"))!, people: 3)!.Parts[0].From.ShouldBe("starter"); // the largest item that can step up
    }

    [Theory]
    [InlineData(SubscriptionStatus.Paused)]
    [InlineData(SubscriptionStatus.Canceled)]
    [InlineData(SubscriptionStatus.Unpaid)]
    public void Who_pays_no_more_is_not_asked_to_pay_more(SubscriptionStatus status) =>
        Case(On("starter"), On("starter") with { EventId = "later", Status = status, EffectiveAt = new(2024, 6, 1, 0, 0, 0, TimeSpan.Zero) }).ShouldBeNull();

    [Fact]
    public void A_free_plan_and_an_unknown_plan_are_no_base_to_grow_from()
    {
        Case(On("free")).ShouldBeNull();
        Case(On("starter") with { PlanId = "unheard-of" }).ShouldBeNull();
        Case(On("starter") with { Status = SubscriptionStatus.Trialing, TrialEnd = At.AddDays(3) }).ShouldBeNull();
        Case(On("starter") with { EffectiveAt = At.AddTicks(1) }).ShouldBeNull();
    }
}
