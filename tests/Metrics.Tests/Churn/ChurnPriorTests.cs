using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Churn.Features;
using RevenueBot.Metrics.Health;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Tests.Churn.Known;

namespace RevenueBot.Metrics.Tests.Churn;

/// <summary>The rule of thumb, with the numbers of docs/churn-model.md.</summary>
public sealed class ChurnPriorTests
{
    private static readonly ChurnReading Fine = Trace(Event("2024-01-10T12:00Z", 4_900)).Read("2024-06-01T00:00Z")!;

    [Fact]
    public void Without_any_past_each_band_has_its_usual_hazard()
    {
        var prior = ChurnPrior.Of([]);
        Score(prior, HealthBand.High).P30.ShouldBe(0.10, 1e-12);
        Score(prior, HealthBand.Medium).P30.ShouldBe(0.04, 1e-12);
        Score(prior, HealthBand.Healthy).P30.ShouldBe(0.015, 1e-12);
        Score(prior, HealthBand.Medium).P60.ShouldBe(1 - (0.96 * 0.96), 1e-12);
        Score(prior, HealthBand.Medium).P90.ShouldBe(1 - (0.96 * 0.96 * 0.96), 1e-12);
    }

    [Fact]
    public void What_was_seen_draws_it_as_much_as_100_customer_months_hold_it()
    {
        var rows = Enumerable.Range(0, 100).Select(i => Row(HealthBand.Medium, i < 20)).ToList();
        Score(ChurnPrior.Of(rows), HealthBand.Medium).P30.ShouldBe(0.12, 1e-12);
    }

    [Fact]
    public void Better_health_is_never_more_risk()
    {
        var prior = ChurnPrior.Of([.. Enumerable.Range(0, 200).Select(i => Row(HealthBand.Healthy, i < 60))]);
        Score(prior, HealthBand.Medium).P30.ShouldBeGreaterThanOrEqualTo(Score(prior, HealthBand.Healthy).P30);
        Score(prior, HealthBand.High).P30.ShouldBeGreaterThanOrEqualTo(Score(prior, HealthBand.Medium).P30);
    }

    [Fact]
    public void A_failing_payment_and_three_weeks_without_use_multiply_the_odds()
    {
        var prior = ChurnPrior.Of([]);
        var failing = prior.Score(With(("failing_days", 3), ("idle_days", 21)) with { Band = HealthBand.Medium });
        (failing.P30 / (1 - failing.P30)).ShouldBe(0.04 / 0.96 * 2.5 * 1.5, 1e-12);
        (failing.Base + failing.Contributions.Sum()).ShouldBe(Math.Log(failing.P30 / (1 - failing.P30)), 1e-12);
    }

    [Fact]
    public void Who_has_paid_for_the_year_is_likely_to_stay_until_it_ends()
    {
        var score = ChurnPrior.Of([]).Score(With(("days_to_renewal", 70), ("cycle_days", 365), ("idle_days", 1)) with { Band = HealthBand.Medium });
        (score.P30 / (1 - score.P30)).ShouldBe(0.04 / 0.96 / 4, 1e-12);
        ((1 - score.P90) / (1 - score.P60)).ShouldBe(0.96, 1e-12, "in the third month its year is over");
    }

    private static ChurnScore Score(ChurnPrior prior, HealthBand band) => prior.Score(With(("idle_days", 1)) with { Band = band });

    private static ChurnReading With(params ReadOnlySpan<(string Feature, double Value)> changes)
    {
        var values = (double[])Fine.Values.Clone();
        foreach (var (feature, value) in changes) values[ChurnFeatures.IndexOf(feature)] = value;
        return Fine with { Values = values };
    }

    private static ChurnRow Row(HealthBand band, bool left) => new(Fine with { Band = band }, [left, null, null]);
}
