using RevenueBot.Alerts.Acting;
using RevenueBot.Alerts.States;
using RevenueBot.Alerts.Storage;
using Shouldly;
using Xunit;
using static RevenueBot.Alerts.Tests.Samples;

namespace RevenueBot.Alerts.Tests.Acting;

public sealed class ActsTests
{
    private static readonly AlertStatus _firing = Firing(HealthRule, "ada", Morning).Status;

    public static TheoryData<int> All => [0, 1, 2, 3];

    private static PersonAct Act(int number) => number switch
    {
        0 => new PersonAct.Acknowledge(),
        1 => new PersonAct.Snooze(Morning.AddDays(3), "waiting"),
        2 => new PersonAct.Wake(),
        _ => new PersonAct.Assign("slack:U0DANA", null),
    };

    [Theory]
    [MemberData(nameof(All))]
    public void The_same_act_twice_is_once(int act)
    {
        var snoozed = Acts.Apply(_firing, new PersonAct.Snooze(Morning.AddDays(1), null), "slack:U0EVA", Morning)!;
        var once = Acts.Apply(snoozed, Act(act), "slack:U0ANA", Morning);
        once.ShouldNotBeNull();
        Acts.Apply(once, Act(act), "slack:U0EVA", Morning.AddMinutes(1)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_closed_alert_takes_no_act(int act)
    {
        var closed = Evaluation.Next(HealthRule, _firing, Value(90), Morning.AddHours(1)).Status;
        closed.IsOpen.ShouldBeFalse();
        Acts.Apply(closed, Act(act), "slack:U0ANA", Morning.AddHours(2)).ShouldBeNull();
    }

    [Fact]
    public void Who_has_it_first_keeps_it()
    {
        var taken = Acts.Apply(_firing, new PersonAct.Acknowledge(), "slack:U0ANA", Morning)!;
        (taken.Handling.AcknowledgedBy, taken.Handling.AcknowledgedAt).ShouldBe(("slack:U0ANA", Morning));
        taken.State.ShouldBe(AlertState.Firing);
    }

    [Fact]
    public void What_is_handed_back_can_be_taken_by_another()
    {
        var back = Acts.Apply(Acts.Apply(_firing, new PersonAct.Acknowledge(), "slack:U0ANA", Morning)!, new PersonAct.HandBack(), "slack:U0ANA", Morning)!;
        Acts.Apply(back, new PersonAct.HandBack(), "slack:U0ANA", Morning).ShouldBeNull();
        Acts.Apply(back, new PersonAct.Acknowledge(), "slack:U0EVA", Morning)!.Handling.AcknowledgedBy.ShouldBe("slack:U0EVA");
    }

    [Fact]
    public void A_snooze_into_the_past_is_none() =>
        Acts.Apply(_firing, new PersonAct.Snooze(Morning, null), "slack:U0ANA", Morning).ShouldBeNull();

    [Fact]
    public void Waking_takes_the_reason_away()
    {
        var woken = Acts.Apply(Acts.Apply(_firing, Act(1), "slack:U0ANA", Morning)!, new PersonAct.Wake(), "slack:U0EVA", Morning)!;
        (woken.Handling.SnoozedUntil, woken.Handling.SnoozeNote).ShouldBe((null, null));
        Acts.KindOf(new PersonAct.Wake()).ShouldBe(ActionKind.Woken);
    }
}
