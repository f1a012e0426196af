using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Churn.Features;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Tests.Churn.Known;

namespace RevenueBot.Metrics.Tests.Churn;

public sealed class ChurnReasonsTests
{
    [Fact]
    public void The_strongest_themes_are_named_once_each_with_their_direction()
    {
        var reasons = ChurnReasons.Of(Score(("idle_days", 21, 0.8), ("used_days_28", 4, 0.3), ("failed_payments_30", 2, 0.9), ("tenure_days", 800, -0.4), ("nps", 9, -0.02)), 3, Usd);
        reasons.Select(reason => (reason.Text, reason.Raises)).ShouldBe([("no use for 21 days", true), ("2 failed payments in 30 days", true), ("a customer for 2 years", false)]);
        reasons[0].Contribution.ShouldBe(1.1, 1e-12);
    }

    [Fact]
    public void What_is_not_known_is_no_reason() => ChurnReasons.Of(Score(("nps", double.NaN, 0.9)), 3, Usd).ShouldBeEmpty();

    [Theory]
    [InlineData("idle_days", 0, "in use until the last day")]
    [InlineData("idle_days", 1, "no use for 1 day")]
    [InlineData("idle_days", 126, "no use for 126 days or more")]
    [InlineData("mrr", 1234, "MRR of USD 1,234")]
    [InlineData("mrr_change_91", -0.5, "MRR down 50.0% in three months")]
    [InlineData("usage_trend", 0.4, "usage down 60.0% vs the 12 weeks before")]
    [InlineData("failing_days", 0, "payments in order")]
    [InlineData("failing_days", 7, "payment failing for 6 days")]
    [InlineData("tickets_open", 0, "no open ticket")]
    [InlineData("cycle_days", 365, "billed by the year")]
    [InlineData("cycle_days", 30.416, "billed by the month")]
    [InlineData("tenure_days", 59, "a customer for 59 days")]
    [InlineData("health", 26.4, "health 26 of 100")]
    public void Clauses_are_plain(string feature, double value, string text) => ChurnClauses.Of(feature, value, Usd).ShouldBe(text);

    [Fact]
    public void Every_feature_has_words()
    {
        foreach (var feature in ChurnColumns.Names)
            foreach (var value in new[] { 0, 0.3, 1, 7 }) ChurnClauses.Of(feature, value, Usd).ShouldNotBeNullOrWhiteSpace();
    }

    private static ChurnScore Score(params (string Feature, double Input, double Contribution)[] known)
    {
        var (contributions, inputs) = (new double[ChurnColumns.Names.Count], new double[ChurnColumns.Names.Count]);
        foreach (var (feature, input, contribution) in known) (inputs[ChurnColumns.IndexOf(feature)], contributions[ChurnColumns.IndexOf(feature)]) = (input, contribution);
        return new(0.2, 0.3, 0.4, -2, contributions, inputs);
    }
}
