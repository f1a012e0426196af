using RevenueBot.Alerts.States;
using Shouldly;
using Xunit;
using static RevenueBot.Alerts.Tests.Samples;

namespace RevenueBot.Alerts.Tests.States;

public sealed class EvaluationRunTests
{
    [Fact]
    public void Subjects_on_the_good_side_leave_nothing_behind()
    {
        EvaluationRun run = new([HealthRule], [], Morning);
        for (var i = 0; i < 1_000; i++) run.Observe("health", Value(60 + (i % 40), $"c{i}"));
        run.Observe("health", Value(20, "ada"));
        run.Finish(_ => null).ShouldHaveSingleItem().Status.Subject.ShouldBe("ada");
    }

    [Fact]
    public void What_did_not_change_is_not_written_again()
    {
        var firing = Firing(HealthRule, "ada", Morning).Status;
        EvaluationRun run = new([HealthRule], [firing], Morning + Every);
        run.Observe("health", Value(firing.LastValue!.Value));
        run.Finish(_ => null).ShouldBeEmpty();
    }

    [Fact]
    public void A_customer_who_is_no_longer_measured_is_closed_at_the_second_miss()
    {
        var firing = Firing(HealthRule, "ada", Morning).Status;
        var once = new EvaluationRun([HealthRule], [firing], Morning + Every).Finish(_ => null).ShouldHaveSingleItem();
        (once.Change, once.Status.Missed).ShouldBe((null, 1));
        var twice = new EvaluationRun([HealthRule], [once.Status], Morning + (2 * Every)).Finish(_ => null).ShouldHaveSingleItem();
        twice.Change.ShouldBe(new Change(ChangeKind.Left, "left: no longer measured"));
    }

    [Fact]
    public void A_customer_who_left_is_closed_at_once_with_the_day()
    {
        EvaluationRun run = new([HealthRule], [Firing(HealthRule, "ada", Morning).Status], Morning + Every);
        run.Finish(_ => "left on 3 Dec").ShouldHaveSingleItem().Change.ShouldBe(new Change(ChangeKind.Left, "left: left on 3 Dec"));
    }

    [Fact]
    public void Where_only_cases_are_listed_one_that_is_not_is_over()
    {
        var rule = Rule("payment-failed");
        EvaluationRun run = new([rule], [Firing(rule, "ada", Morning).Status], Morning + Every);
        run.Finish(_ => null).ShouldHaveSingleItem().Change!.Kind.ShouldBe(ChangeKind.Resolved);
    }

    [Fact]
    public void Late_data_holds_all_of_a_rule()
    {
        EvaluationRun run = new([HealthRule], [Firing(HealthRule, "ada", Morning).Status, Firing(HealthRule, "bob", Morning).Status], Morning + Every);
        run.Hold("health", "health was last scored Tue 10 Nov, 04:05");
        run.Finish(_ => null).ShouldAllBe(step => step.Change!.Kind == ChangeKind.Held);
    }

    [Fact]
    public void A_rule_that_is_switched_off_closes_its_alerts()
    {
        EvaluationRun run = new([], [Firing(HealthRule, "ada", Morning).Status], Morning + Every);
        run.Finish(_ => null).ShouldHaveSingleItem().Change.ShouldBe(new Change(ChangeKind.Left, "left: the rule was switched off"));
    }
}
