using RevenueBot.Alerts.Proof;
using RevenueBot.Metrics;
using Shouldly;
using Xunit;

namespace RevenueBot.Alerts.Tests.Proof;

/// <summary>The alerts of September 2026, seen on 15 Nov: those of the first half are judged.</summary>
public sealed class RuleScoreTests
{
    private static readonly Period _september = Period.Of(new Month(2026, 9));
    private static readonly DateOnly _through = Day(11, 14);

    [Fact]
    public void The_worked_numbers_of_a_month()
    {
        AlertCase[] cases =
        [
            Case("left30", Day(9, 3)), Case("left60", Day(9, 5)), // 20 and 45 days before they left
            Case("kept", Day(9, 8), mrr: 700, actedOn: true), Case("kept", Day(9, 14), mrr: 500, actedOn: true), // once, at the most that was at stake
            Case("ignored", Day(9, 9), mrr: 900) with { NotUseful = 2 }, // stayed, and nobody acted
            Case("young", Day(9, 28), actedOn: true) with { Useful = 1 }, // its 60 days still run
            Case("before", Day(8, 1)), Case("twice", Day(8, 10)), Case("twice", Day(8, 20)), Case("old", Day(6, 20)), // warned before the month: for its churns only
            Case("other", Day(9, 2)) with { Rule = "payment-failed" },
        ];
        Outcome[] churns = [Left("left30", Day(9, 23)), Left("left60", Day(10, 20)), Left("twice", Day(9, 9)), Left("old", Day(9, 1)), Left("unseen", Day(9, 12)), Left("before", Day(10, 1))];
        var score = RuleScore.Of("health", _september, cases, churns, _through);
        (score.Fired, score.Judged, score.TooEarly).ShouldBe((6, 5, 1));
        (score.LeftWithin30, score.LeftWithin60, score.Precision).ShouldBe((1, 2, 0.4m));
        (score.Churns, score.Caught, score.Recall).ShouldBe((4, 2, 0.5m)); // left30 and twice; old was warned 73 days before
        score.LeadDays.ShouldBe([20, 30]);
        score.MedianLead.ShouldBe(25);
        (score.ActedOn, score.SavedMrr, score.SavedCustomers).ShouldBe((3, 700, 1));
        (score.Useful, score.NotUseful).ShouldBe((1, 2));
    }

    [Fact]
    public void The_time_to_act_is_the_median_of_those_that_were_acted_on()
    {
        AlertCase[] cases = [.. ((int?[])[2, null, 10, 4, 6]).Select(hours => Case("ada", Day(9, 3), actedOn: hours is not null) with { ActedAfter = hours is { } known ? TimeSpan.FromHours(known) : null })];
        RuleScore.Of("health", _september, cases, [], _through).MedianToAct.ShouldBe(TimeSpan.FromHours(5));
        RuleScore.Of("health", _september, cases[..2], [], _through).MedianToAct.ShouldBe(TimeSpan.FromHours(2));
        RuleScore.Of("health", _september, [cases[1]], [], _through).MedianToAct.ShouldBeNull();
    }

    [Fact]
    public void A_churn_that_is_not_known_yet_counts_nothing() =>
        RuleScore.Of("health", _september, [Case("ada", Day(9, 28))], [Left("ada", Day(11, 20))], _through).ShouldSatisfyAllConditions(score => score.LeftWithin60.ShouldBe(0), score => score.TooEarly.ShouldBe(1));

    [Fact]
    public void A_rule_about_no_customer_has_counts_and_no_rates()
    {
        var score = RuleScore.Of("mrr-drop", _september, [Case("company", Day(9, 3)) with { Rule = "mrr-drop", NotUseful = 1 }], [Left("ada", Day(9, 5))], _through, catches: false);
        (score.Fired, score.Precision, score.Recall, score.TooEarly, score.NotUseful).ShouldBe((1, null, null, 0, 1));
    }

    private static DateOnly Day(int month, int day) => new(2026, month, day);

    private static AlertCase Case(string subject, DateOnly day, long mrr = 100, bool actedOn = false) => new("health", subject, day, mrr, actedOn);

    private static Outcome Left(string subject, DateOnly day) => new(subject, day, 100);
}
