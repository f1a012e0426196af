using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Health;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Health;

/// <summary>From counted signals to points, bands and reasons, with the numbers of docs/health.md.</summary>
public sealed class HealthScoreTests
{
    private static readonly UsageSignals Good = new([5, 5, 5, 5], 4, 5, 60, 180, 84);
    private static readonly AdoptionSignals Adopted = new(5, ["exports"], "tasks", 0.6m);
    private static readonly SupportSignals Calm = new([], 0, 5, 0, 0);
    private static readonly PaymentSignals Paid = new(null, 0, 0, 0, 0, 12, 0);

    [Theory]
    [InlineData(29.9999999999, HealthBand.High)]
    [InlineData(30, HealthBand.Medium)]
    [InlineData(60, HealthBand.Medium)]
    [InlineData(60.0000000001, HealthBand.Healthy)]
    [InlineData(0, HealthBand.High)]
    [InlineData(100, HealthBand.Healthy)]
    public void Exactly_30_and_60_are_medium(double score, HealthBand band) => HealthScale.BandOf((decimal)score).ShouldBe(band);

    [Theory]
    [InlineData(29.96, 29.9)]
    [InlineData(30, 30)]
    [InlineData(30.04, 30.1)]
    [InlineData(59.96, 59.9)]
    [InlineData(60, 60)]
    [InlineData(60.01, 60.1)]
    [InlineData(26.4, 26)]
    [InlineData(26.5, 27)]
    [InlineData(28.99, 29)]
    [InlineData(31, 31)]
    [InlineData(99.9, 100)]
    public void A_shown_score_never_contradicts_its_band(double score, double shown)
    {
        HealthScale.Shown((decimal)score).ShouldBe((decimal)shown);
        HealthScale.BandOf(HealthScale.Shown((decimal)score)).ShouldBe(HealthScale.BandOf((decimal)score));
    }

    [Fact]
    public void All_in_order_is_100()
    {
        var score = HealthScore.Of(new(Good, Adopted, Calm, Paid));
        (score.Value, score.Coverage, score.Band).ShouldBe((100, 1, HealthBand.Healthy));
        score.Reasons(3).ShouldBeEmpty();
    }

    [Fact]
    public void A_missing_input_rescales_the_rest()
    {
        var half = new UsageSignals([3, 0, 0, 0], 2, 2, 3, 0, 0); // 2.5 + 10 of 20: 18.75 of 30
        var score = HealthScore.Of(new(half, null, Calm, null));
        score.Coverage.ShouldBe(0.5m);
        score.Value.ShouldBe((18.75m + 20) * 100 / 50);
        score.Components[1].Missing.ShouldBe("no features or limits to measure");
    }

    [Fact]
    public void Below_half_there_is_no_score_and_no_risk()
    {
        var failing = new PaymentSignals(30, 4, 0, 2, 0, 60, 20);
        var score = HealthScore.Of(new(null, null, new([new(TicketSeverity.Critical, 40)], 9, 1, 3, 3), failing));
        (score.Value, score.Coverage, score.Band).ShouldBe((null, 0.45m, HealthBand.InsufficientData));
    }

    [Fact]
    public void Thirds_of_points_meet_the_boundary_exactly()
    {
        // One day in each of three weeks of four, and a third of the team: thirds everywhere, and yet the sum is what a fraction says.
        var usage = new UsageSignals([1, 1, 1, 1], 7, 30, 7, 0, 0);
        UsageScore.Of(usage).Points.ShouldBe(10);
    }

    [Fact]
    public void One_heavy_user_does_not_stand_for_a_dying_team()
    {
        var team = new UsageSignals([5, 5, 5, 5], 10, 10, 120, 360, 84);
        var heavy = new UsageSignals([7, 7, 7, 7], 1, 10, 28, 360, 84);
        UsageScore.Of(team).Points.ShouldBe(30);
        var dying = UsageScore.Of(heavy);
        dying.Points!.Value.ShouldBe(11.4285714286m, 0.0000000001m);
        dying.Parts.Select(part => part.Fact).ShouldBe(["active on 28 days in 4 weeks", "1 of 10 people active in 28 days", "activity down 76.7% vs the 12 weeks before"]);
    }

    [Fact]
    public void An_open_ticket_costs_more_the_longer_it_waits()
    {
        SupportScore.Of(Open(TicketSeverity.Critical, 0)).Points.ShouldBe(12);
        SupportScore.Of(Open(TicketSeverity.Critical, 3)).Points.ShouldBe(12);
        SupportScore.Of(Open(TicketSeverity.Critical, 14)).Points.ShouldBe(4);
        SupportScore.Of(Open(TicketSeverity.Critical, 400)).Points.ShouldBe(4);
        SupportScore.Of(Open(TicketSeverity.Low, 0)).Points.ShouldBe(19);
        SupportScore.Of(Open(TicketSeverity.High, 9)).Parts[0].Fact.ShouldBe("a high ticket open for 9 days");
    }

    [Fact]
    public void Tickets_of_a_large_team_are_no_flood()
    {
        SupportScore.Of(new([], 5, 4, 0, 0)).Points.ShouldBe(17);
        SupportScore.Of(new([], 5, 25, 0, 0)).Points.ShouldBe(20);
        SupportScore.Of(new([], 50, 4, 0, 0)).Points.ShouldBe(16);
    }

    [Fact]
    public void One_bad_rating_counts_half_of_several()
    {
        SupportScore.Of(new([], 0, 4, 1, 1)).Points.ShouldBe(15.5m);
        SupportScore.Of(new([], 0, 4, 2, 2)).Points.ShouldBe(11);
        SupportScore.Of(new([], 0, 4, 3, 14)).Points.ShouldBe(20);
    }

    [Fact]
    public void A_failing_payment_takes_everything_by_the_day_it_becomes_churn()
    {
        PaymentScore.Of(Paid with { FailingDays = 0, Tries = 1 }).Points.ShouldBe(15);
        PaymentScore.Of(Paid with { FailingDays = 6, Tries = 3 }).Points.ShouldBe(25 - 10 - 2 - 2.4m);
        PaymentScore.Of(Paid with { FailingDays = 30, Tries = 5 }).Points.ShouldBe(0);
        PaymentScore.Of(Paid with { Recovered = 2 }).Points.ShouldBe(21);
        PaymentScore.Of(Paid with { DisputesLately = 1 }).Points.ShouldBe(15);
        PaymentScore.Of(Paid with { LateDays = 11, SinceLastPayment = 52 }).Points.ShouldBe(17);
    }

    [Fact]
    public void What_parts_lose_is_what_a_component_lacks()
    {
        foreach (var score in new[] { HealthScore.Of(new(Good with { ActivePeople = 1 }, Adopted with { LimitShare = 0.1m }, new([new(TicketSeverity.Critical, 90), new(TicketSeverity.Critical, 90)], 12, 2, 4, 4), Paid with { FailingDays = 40, DisputesLately = 3 })) })
            foreach (var component in score.Components) (component.Max - component.Parts.Sum(part => part.Lost)).ShouldBe(component.Points!.Value);
    }

    [Fact]
    public void A_change_names_its_component_and_the_fact()
    {
        var before = HealthScore.Of(new(Good, Adopted, Calm, Paid));
        var now = HealthScore.Of(new(Good, Adopted, Calm, Paid with { FailingDays = 6, Tries = 2 }));
        var change = HealthChange.Between(before, now);
        change.Points.ShouldBe(-13.4m);
        var only = change.Components.ShouldHaveSingleItem();
        (only.Component, only.Points, only.Because).ShouldBe((HealthComponent.Payments, -13.4m, "payment failing for 6 days, 2 tries"));
        HealthChange.Between(now, before).Components[0].Because.ShouldBe("payments in order");
        HealthChange.Between(before, HealthScore.Of(new(null, Adopted, Calm, Paid))).Components[0].ShouldBe(new(HealthComponent.Usage, null, "no usage recorded"));
    }

    private static SupportSignals Open(TicketSeverity severity, int days) => new([new(severity, days)], 1, 5, 0, 0);
}
