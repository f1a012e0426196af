using RevenueBot.Alerts.Speaking;
using Shouldly;
using Xunit;
using static RevenueBot.Alerts.Tests.Samples;

namespace RevenueBot.Alerts.Tests.Speaking;

public sealed class AnnouncerTests
{
    [Fact]
    public void Three_alerts_are_three_messages_and_four_are_one()
    {
        Announcer.Decide(Context(Morning, [.. Some(3)])).Messages.Count.ShouldBe(3);
        var group = Announcer.Decide(Context(Morning, [.. Some(4)])).Messages.ShouldHaveSingleItem();
        (group.Kind, group.Members.Count).ShouldBe((MessageKind.Group, 4));
    }

    [Fact]
    public void Late_data_and_silences_hold_alerts_back_with_a_reason()
    {
        var stale = Firing(Rule("stale-source"), "stripe", Morning, new("Stripe"));
        Announcer.Decide(Context(Morning, stale, Some(1).Single())).Decisions.ShouldContain(one => one.Reason == "held: data is late");
        Silence silence = new("s1", [new("rule", "health")], Morning.AddHours(-1), Morning.AddHours(1), "slack:U1", null, Morning);
        Announcer.Decide(Context(Morning, [.. Some(1)]) with { Silences = [silence] }).Messages.ShouldBeEmpty();
    }

    [Fact]
    public void A_used_budget_puts_even_a_high_alert_into_the_roll_up_and_loses_none()
    {
        var speech = Announcer.Decide(Context(Morning, [.. Some(1)]) with { PostsToday = new Dictionary<string, int> { ["slack:C1"] = 19 } });
        speech.Messages.ShouldHaveSingleItem().Kind.ShouldBe(MessageKind.RollUp);
        speech.Decisions.ShouldHaveSingleItem().Reason.ShouldBe("told in the roll-up: budget of 20 used");
    }

    [Fact]
    public void At_night_high_alerts_are_posted_and_others_wait_for_the_morning()
    {
        var night = Morning.AddHours(-7);
        var policy = Samples.Policy with { QuietHours = new(new(20, 0), new(8, 0), false, Metrics.CompanyCalendar.Utc) };
        var speech = Announcer.Decide(Context(night, Firing(HealthRule, "ada", night), Firing(Rule("payment-failed"), "bob", night)) with { Policy = policy });
        speech.Messages.ShouldHaveSingleItem().Members.ShouldHaveSingleItem().Status.Subject.ShouldBe("ada");
        speech.Changed.Single(alert => alert.Status.Subject == "bob").Status.Telling.Hold.ShouldBe("held: quiet hours until Tue 10 Nov, 08:00");
    }

    private static IEnumerable<OpenAlert> Some(int count) => Enumerable.Range(0, count).Select(i => Firing(HealthRule, $"c{i}", Morning));
}
