using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.States;
using Shouldly;
using Xunit;
using static RevenueBot.Alerts.Tests.Samples;

namespace RevenueBot.Alerts.Tests.States;

public sealed class EvaluationTests
{
    private static readonly AlertRule _patient = HealthRule with { For = TimeSpan.FromMinutes(10), KeepFiringFor = TimeSpan.FromMinutes(15) };

    [Theory]
    [InlineData("health", 29.9999, true)]
    [InlineData("health", 30, false)]
    [InlineData("usage-limit", 0.80, false)]
    [InlineData("usage-limit", 0.8001, true)]
    [InlineData("churn-risk", 0.40, false)]
    [InlineData("payment-failed", 0, false)]
    [InlineData("payment-failed", 1, true)]
    [InlineData("nps-detractor", 6, true)]
    [InlineData("nps-detractor", 7, false)]
    [InlineData("mrr-drop", -0.03, false)]
    [InlineData("mrr-drop", -0.0301, true)]
    public void A_rule_fires_strictly_beyond_its_threshold(string rule, decimal value, bool fires)
    {
        var step = Evaluation.Next(Rule(rule) with { For = TimeSpan.Zero }, null, Value(value), Morning);
        (step.Change?.Kind == ChangeKind.Fired).ShouldBe(fires);
    }

    [Theory]
    [InlineData(30, AlertState.Firing)]
    [InlineData(34.99, AlertState.Firing)]
    [InlineData(35, AlertState.Normal)]
    public void It_closes_at_its_own_threshold(decimal value, AlertState state) => Run(HealthRule, 20, value).Status.State.ShouldBe(state);

    [Fact]
    public void It_fires_when_it_was_beyond_for_long_enough_and_says_so()
    {
        Run(_patient, 24).Status.State.ShouldBe(AlertState.Pending);
        Run(_patient, 24, 24).Status.State.ShouldBe(AlertState.Pending);
        var fired = Run(_patient, 24, 24, 24);
        fired.Change.ShouldBe(new Change(ChangeKind.Fired, "fired: health 24 below 30 for 10 minutes"));
        fired.Status.FiredAt.ShouldBe(Morning + (2 * Every));
    }

    [Fact]
    public void What_is_over_before_was_never_an_alert()
    {
        var step = Run(_patient, 24, 24, 31);
        (step.Status.State, step.Change, step.Status.AlertId).ShouldBe((AlertState.Normal, null, null));
    }

    [Fact]
    public void It_closes_when_it_has_recovered_for_long_enough()
    {
        decimal[] firing = [24, 24, 24];
        Run(_patient, [.. firing, 36]).Change.ShouldBe(new Change(ChangeKind.Recovering, "recovering: health 36, at least 35"));
        Run(_patient, [.. firing, 36, 40, 40]).Change.ShouldBeNull();
        var closed = Run(_patient, [.. firing, 36, 40, 40, 64]);
        closed.Change.ShouldBe(new Change(ChangeKind.Resolved, "resolved: health 64, at least 35 for 15 minutes"));
        closed.Status.EndedAt.ShouldBe(Morning + (6 * Every));
    }

    [Fact]
    public void A_relapse_is_the_same_alert()
    {
        decimal[] values = [24, 24, 24, 36, 29];
        var back = Run(_patient, values);
        back.Change!.Kind.ShouldBe(ChangeKind.Returned);
        back.Status.AlertId.ShouldBe(Run(_patient, values[..3]).Status.AlertId);
        Run(_patient, [24, 24, 24, 36, 33, 36, 36]).Status.State.ShouldBe(AlertState.Recovering); // 33 is not recovered: it begins anew
    }

    [Fact]
    public void A_day_of_flapping_is_one_fire_and_one_end()
    {
        var values = Enumerable.Range(0, 24 * 60).Select(minute => minute % 2 == 0 ? 29m : 35.5m).Concat(Enumerable.Repeat(70m, 4 * 24 * 60));
        var rule = Rule("health") with { For = TimeSpan.Zero };
        List<Change> told = [];
        AlertStatus? status = null;
        foreach (var (value, i) in values.Select((value, i) => (value, i)))
        {
            var step = Evaluation.Next(rule, status, Value(value), Morning.AddMinutes(i));
            status = step.Status;
            if (step.Change is { } change) told.Add(change);
        }

        told.Count(change => change.Kind == ChangeKind.Fired).ShouldBe(1);
        told.Count(change => change.Kind == ChangeKind.Resolved).ShouldBe(1);
        told[^1].Kind.ShouldBe(ChangeKind.Resolved);
    }

    [Fact]
    public void Missing_data_is_never_a_value()
    {
        var none = Observation.NoData("ada", "billing data is late");
        Evaluation.Next(HealthRule, null, none, Morning).Status.State.ShouldBe(AlertState.Normal);
        Evaluation.Next(_patient, Run(_patient, 24).Status, none, Morning + Every).Status.State.ShouldBe(AlertState.Normal); // pending begins anew

        var firing = Run(HealthRule, 24).Status;
        var held = Evaluation.Next(HealthRule, firing, none, Morning + Every);
        held.Change.ShouldBe(new Change(ChangeKind.Held, "held: billing data is late"));
        held.Status.IsOpen.ShouldBeTrue();
        Evaluation.Next(HealthRule, held.Status, none, Morning + (2 * Every)).Change.ShouldBeNull();
        var back = Evaluation.Next(HealthRule, held.Status, Value(25), Morning + (3 * Every));
        (back.Change!.Kind, back.Status.State, back.Status.AlertId).ShouldBe((ChangeKind.Resumed, AlertState.Firing, firing.AlertId));
    }

    [Fact]
    public void A_change_of_the_rule_resets_what_is_pending()
    {
        var pending = Run(_patient, 24, 24).Status;
        var stricter = _patient with { FireAt = 28 };
        var step = Evaluation.Next(stricter, pending, Value(24), Morning + (2 * Every));
        (step.Status.State, step.Status.Seen, step.Status.Since).ShouldBe((AlertState.Pending, TimeSpan.Zero, Morning + (2 * Every)));
        Evaluation.Next(_patient with { DoNext = "Call." }, pending, Value(24), Morning + (2 * Every)).Change!.Kind.ShouldBe(ChangeKind.Fired); // words decide nothing
    }

    [Fact]
    public void Neither_a_jump_of_the_clock_nor_downtime_counts_as_time()
    {
        var rule = _patient with { For = TimeSpan.FromHours(2) };
        var pending = Run(rule, 24).Status;
        var jumped = Evaluation.Next(rule, pending, Value(24), Morning.AddHours(8)).Status;
        (jumped.State, jumped.Seen).ShouldBe((AlertState.Pending, TimeSpan.FromMinutes(30)));

        var setBack = Evaluation.Next(rule, jumped, Value(24), Morning + Every).Status; // it had been wrong ahead
        (setBack.Seen, setBack.LastEval).ShouldBe((TimeSpan.FromMinutes(30), Morning + Every));
        Evaluation.Next(rule, setBack, Value(24), Morning).ShouldBe(new Step(setBack)); // overtaken by another replica
    }

    [Fact]
    public void The_same_evaluation_again_changes_nothing()
    {
        var fired = Run(_patient, 24, 24, 24).Status;
        Evaluation.Next(_patient, fired, Value(24), fired.LastEval).ShouldBe(new Step(fired));
    }

    [Fact]
    public void Worse_is_ten_points_below_what_was_told()
    {
        Run(HealthRule, 26, 17).Change.ShouldBeNull();
        Run(HealthRule, 26, 16).Change.ShouldBe(new Change(ChangeKind.Worsened, "worse: health 16 below 30, was 26"));
    }

    [Fact]
    public void A_new_episode_is_another_alert()
    {
        var first = Run(HealthRule, 20).Status;
        var second = Run(HealthRule, 20, 40, 20);
        second.Change!.Kind.ShouldBe(ChangeKind.Fired);
        second.Status.AlertId.ShouldNotBe(first.AlertId);
        Fingerprint.Of("health", "ada").ShouldBe(Fingerprint.Of("health", "ada"));
        Fingerprint.Of("health", "ada").ShouldNotBe(Fingerprint.Of("health", "bob"));
    }

    [Theory]
    [InlineData(29.96, "29.9")]
    [InlineData(30.04, "30.1")]
    [InlineData(30, "30")]
    [InlineData(26.4, "26")]
    public void A_value_never_contradicts_its_side_of_the_threshold(decimal value, string text) => SignalText.Value(Signal.Health, value, 30).ShouldBe(text);

    private static Step Run(AlertRule rule, params decimal[] values)
    {
        Step? step = null;
        for (var i = 0; i < values.Length; i++) step = Evaluation.Next(rule, step?.Status, Value(values[i]), Morning + (i * Every));
        return step!;
    }
}
