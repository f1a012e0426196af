using RevenueBot.Alerts.Proof;
using RevenueBot.Metrics;
using Shouldly;
using Xunit;
using static RevenueBot.Alerts.Tests.Samples;

namespace RevenueBot.Alerts.Tests.Proof;

public sealed class BackTestTests
{
    private static readonly DateOnly _first = new(2026, 1, 1);
    private static readonly Period _window = new(_first, _first.AddDays(100));

    [Fact]
    public void A_planted_history_has_its_exact_matrix()
    {
        // caught: 5 → 20 (twice warned, the first counts), 30 → 60 (the day of the horizon); missed: 50 (warned on its own day), 70 (warned 31 days before); wrong: 10 and 39; too early: 90.
        Firing[] firings = [Fired("a", 5), Fired("a", 12), Fired("b", 30), Fired("c", 50), Fired("d", 39), Fired("e", 10), Fired("f", 90)];
        Outcome[] outcomes = [Came("a", 20, 100), Came("b", 60, 200), Came("c", 50, 400), Came("d", 70, 800)];
        var test = BackTest.Of(_window, 30, firings, outcomes, new HashSet<string> { "a", "b", "c", "d", "e", "f", "g", "h" });
        (test.Caught, test.Wrong, test.Missed, test.Quiet).ShouldBe((2, 3, 2, 2));
        (test.Fired, test.Subjects, test.Right, test.TooEarly).ShouldBe((7, 6, 3, 1));
        test.LeadDays.ShouldBe([15, 30]);
        (test.MedianLead, test.CoveredMrr, test.OutcomeMrr).ShouldBe((22.5m, 300, 1_500));
        (test.Precision, test.Recall, test.Covered).ShouldBe((0.5m, 0.5m, 0.2m));
    }

    [Fact]
    public void Where_nothing_happened_there_is_no_rate()
    {
        var test = BackTest.Of(_window, 30, [], [], new HashSet<string> { "a" });
        (test.Precision, test.Recall, test.Covered, test.MedianLead, test.Quiet).ShouldBe((null, null, null, null, 1));
    }

    [Fact]
    public void What_lies_outside_the_window_counts_nothing() =>
        BackTest.Of(_window, 30, [Fired("a", -1)], [Came("a", 100, 1)], new HashSet<string>()).ShouldBe(BackTest.Of(_window, 30, [], [], new HashSet<string>()) with { LeadDays = [] }, new SameNumbers());

    [Fact]
    public void A_rule_that_waits_two_days_fires_on_the_third_and_once()
    {
        RuleWalk walk = new(HealthRule with { For = TimeSpan.FromDays(2), KeepFiringFor = TimeSpan.FromDays(1) });
        int[] scores = [25, 24, 23, 22, 40, 25, 40, 40, 25, 25, 25];
        scores.Select((score, day) => (day, Fires: walk.Step([Value(score)], _ => null).Count == 1)).Where(step => step.Fires).Select(step => step.day).ShouldBe([2, 10]);
    }

    [Fact]
    public void A_day_without_data_neither_fires_nor_ends()
    {
        RuleWalk walk = new(HealthRule);
        walk.Step([Value(20)], _ => null).ShouldBe(["ada"]);
        walk.Hold("no data");
        walk.Step([Value(20)], _ => null).ShouldBeEmpty();
        walk.Step([], _ => "left").ShouldBeEmpty();
        walk.Step([Value(20)], _ => null).ShouldBe(["ada"], "who came back is a new case");
    }

    private static Firing Fired(string subject, int day) => new(subject, _first.AddDays(day));

    private static Outcome Came(string subject, int day, long mrr) => new(subject, _first.AddDays(day), mrr);

    private sealed class SameNumbers : IEqualityComparer<BackTest>
    {
        public bool Equals(BackTest? x, BackTest? y) => (x! with { LeadDays = y!.LeadDays }) == y;

        public int GetHashCode(BackTest obj) => obj.Fired;
    }
}
