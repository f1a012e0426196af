using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Metrics;
using Shouldly;
using Xunit;
using static RevenueBot.Alerts.Tests.Samples;

namespace RevenueBot.Alerts.Tests.Speaking;

/// <summary>Who hears what, when, and of how many messages.</summary>
public sealed class SpeakingTests
{
    private static readonly AlertRule _payment = Rule("payment-failed"), _limit = Rule("usage-limit"), _cancel = Rule("cancel-scheduled"), _stale = Rule("stale-source");

    [Fact]
    public void A_high_alert_that_nobody_acknowledges_is_told_again_once_to_whom_it_is_escalated()
    {
        var policy = Samples.Policy with { EscalateAfter = TimeSpan.FromHours(2), Routes = Samples.Policy.Routes with { Escalation = "slack:BOSS" } };
        var told = Told(Firing(HealthRule, "ada", Morning), policy);
        Decide(policy, Morning.AddMinutes(119), told).Lines.ShouldBeEmpty();
        var speech = Decide(policy, Morning.AddHours(2), told);
        var line = speech.Lines.ShouldHaveSingleItem();
        (line.Kind, line.Mention, speech.Messages.Count).ShouldBe((LineKind.Escalated, "slack:BOSS", 0));
        speech.Decisions.ShouldHaveSingleItem().Reason.ShouldBe("escalated: not acknowledged for 2 hours");
        Decide(policy, Morning.AddHours(9), speech.Changed.ShouldHaveSingleItem() with { Change = null }).Lines.ShouldBeEmpty("once");
    }

    [Fact]
    public void Nobody_is_called_about_what_was_acknowledged_snoozed_recovering_or_not_high()
    {
        var policy = Samples.Policy with { EscalateAfter = TimeSpan.FromHours(2) };
        var told = Told(Firing(HealthRule, "ada", Morning), policy);
        OpenAlert[] quiet =
        [
            told with { Status = told.Status with { Handling = new() { AcknowledgedBy = "slack:U1" } } }, told with { Status = told.Status with { Handling = new() { SnoozedUntil = Morning.AddDays(1) } } },
            told with { Status = told.Status with { State = AlertState.Recovering, Before = AlertState.Recovering } }, told with { Status = told.Status with { State = AlertState.NoData } }, Told(Firing(_payment, "bo", Morning), policy),
        ];
        foreach (var alert in quiet) Decide(policy, Morning.AddHours(5), alert).Lines.ShouldBeEmpty();
    }

    [Fact]
    public void Alerts_of_one_message_are_escalated_in_one_line_that_names_the_largest()
    {
        var policy = Samples.Policy with { EscalateAfter = TimeSpan.FromHours(2) };
        var group = TellAll(policy, Morning, [.. Enumerable.Range(1, 5).Select(n => Firing(HealthRule, $"c{n}", Morning, new($"c{n}", Mrr: n * 1_000_000)))]);
        group.Select(alert => alert.Status.Telling.MessageKey).Distinct().Count().ShouldBe(1);
        var speech = Decide(policy, Morning.AddHours(3), [.. group]);
        speech.Lines.ShouldHaveSingleItem().Alert.Status.Subject.ShouldBe("c5");
        speech.Changed.Count.ShouldBe(5);
    }

    [Fact]
    public void What_waited_for_the_morning_is_one_message_and_what_ended_in_the_night_is_not_told()
    {
        var policy = Samples.Policy with { QuietHours = new QuietHours(new(20, 0), new(8, 0), false, CompanyCalendar.Utc) };
        var night = Morning.Date.AddHours(2);
        DateTimeOffset at = new(night, TimeSpan.Zero);
        var first = Decide(policy, at, Firing(_payment, "ada", at), Firing(_payment, "bo", at), Firing(_payment, "cy", at), Firing(HealthRule, "dee", at));
        first.Messages.ShouldHaveSingleItem().Members.ShouldHaveSingleItem().Status.Subject.ShouldBe("dee");
        var held = first.Decisions.Where(decision => decision.Kind == DecisionKind.Held).ToList();
        held.Select(decision => decision.Reason).Distinct().ShouldBe(["held: quiet hours until Tue 10 Nov, 08:00"]);
        var waiting = first.Changed.Where(alert => alert.Status.Telling.Hold is not null).Select(alert => alert with { Change = null }).ToList();
        Decide(policy, at.AddHours(1), [.. waiting]).Decisions.ShouldBeEmpty("the same reason is on record once");
        var over = Evaluation.Next(_payment, waiting[0].Status, Observation.Clear("ada", "paid"), at.AddHours(2));
        var morning = Decide(policy, at.AddHours(6), waiting[0] with { Status = over.Status, Change = over.Change }, waiting[1], waiting[2]);
        var message = morning.Messages.ShouldHaveSingleItem();
        message.Kind.ShouldBe(MessageKind.Morning);
        message.Members.Select(alert => alert.Status.Subject).ShouldBe(["bo", "cy"], ignoreOrder: true);
        morning.Decisions.ShouldContain(decision => decision.Kind == DecisionKind.Dropped && decision.Reason.StartsWith("dropped: closed before it was told", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_channel_has_its_own_budget_and_its_own_roll_up()
    {
        var routes = new Routes { Default = "slack:C1", Owners = new Dictionary<string, OwnerRoute>(StringComparer.OrdinalIgnoreCase) { ["Dana"] = new("slack:DANA", "slack:U1") } };
        var policy = Samples.Policy with { Routes = routes, Budget = new Budget(4, 1), Grouping = new Grouping(99, TimeSpan.FromMinutes(15), false) };
        var alerts = Enumerable.Range(1, 8).SelectMany(n => (OpenAlert[])[Firing(_payment, $"d{n}", Morning, new($"d{n}", "dana", Mrr: n)), Firing(_payment, $"o{n}", Morning, new($"o{n}", "Nobody", Mrr: n))]).ToArray();
        var speech = Decide(policy, Morning, alerts);
        foreach (var channel in speech.Messages.GroupBy(message => message.Destination))
        {
            channel.Count().ShouldBeLessThanOrEqualTo(4);
            channel.Count(message => message.Kind == MessageKind.RollUp).ShouldBe(1);
            channel.SelectMany(message => message.Members).Select(alert => alert.Status.Subject).Distinct().Count().ShouldBe(8, "none is lost");
            channel.Where(message => message.Kind == MessageKind.Own).SelectMany(message => message.Members).Select(alert => alert.Facts.Mrr!.Value).ShouldBe([8, 7], ignoreOrder: true);
        }

        var keys = speech.Messages.Select(message => message.Key).ToHashSet();
        var later = Announcer.Decide(Context(Morning.AddHours(1), Firing(HealthRule, "late", Morning.AddHours(1), new("late"))) with
        {
            Policy = policy,
            MessagesToday = keys,
            PostsToday = new Dictionary<string, int> { ["slack:C1"] = 3 },
        });
        later.Messages.ShouldHaveSingleItem().Kind.ShouldBe(MessageKind.RollUp);
        later.Lines.ShouldHaveSingleItem().Kind.ShouldBe(LineKind.Added); // a high alert in an edited message calls its owner
    }

    [Fact]
    public void Four_of_one_owner_are_one_message_and_by_segment_each_segment_is()
    {
        AlertRule[] rules = [HealthRule, _payment, Rule("nps-detractor"), Rule("downgrade")];
        var byOwner = Decide(Samples.Policy, Morning, [.. rules.Select(rule => Firing(rule, $"of-{rule.Id}", Morning, new("x", "Dana")))]);
        byOwner.Messages.ShouldHaveSingleItem().Kind.ShouldBe(MessageKind.Group);
        byOwner.Decisions.ShouldAllBe(decision => decision.Reason == "told: one of 4 of one owner");
        Decide(Samples.Policy, Morning, [.. rules.Select((rule, n) => Firing(rule, $"of-{rule.Id}", Morning, new("x", $"owner {n}")))]).Messages.Count.ShouldBe(4);
        var bySegment = Samples.Policy with { Grouping = new Grouping(2, TimeSpan.FromMinutes(15), true) };
        var speech = Decide(bySegment, Morning, [.. Enumerable.Range(1, 6).Select(n => Firing(HealthRule, $"c{n}", Morning, new($"c{n}", null, n % 2 == 0 ? "smb" : "mid")))]);
        speech.Messages.Select(message => message.Members.Select(alert => alert.Facts.Segment).Distinct().Single()).Order(StringComparer.Ordinal).ShouldBe(["mid", "smb"]);
    }

    [Fact]
    public void Late_data_holds_everything_back_but_itself_and_all_is_told_when_it_is_there()
    {
        OpenAlert[] alerts = [Firing(_stale, "stripe", Morning, new("Stripe")), Firing(HealthRule, "ada", Morning), Firing(_limit, "bo", Morning)];
        var speech = Decide(Samples.Policy, Morning, alerts);
        speech.Messages.ShouldHaveSingleItem().Members[0].Rule.Id.ShouldBe("stale-source");
        speech.Decisions.Where(decision => decision.Kind == DecisionKind.Held).Select(decision => decision.Reason).ShouldBe(["held: data is late", "held: data is late"]);
        Decide(Samples.Policy, Morning.AddHours(1), [.. alerts[1..].Select(alert => alert with { Change = null })]).Messages.Count.ShouldBe(2);
    }

    [Fact]
    public void A_scheduled_cancel_holds_an_offer_to_that_customer_back_and_to_no_other()
    {
        var speech = Decide(Samples.Policy, Morning, Firing(_cancel, "ada", Morning), Firing(_limit, "ada", Morning), Firing(_limit, "bo", Morning));
        speech.Decisions.Single(decision => decision.Kind == DecisionKind.Held).ShouldSatisfyAllConditions(held => held.Alert.Status.Subject.ShouldBe("ada"), held => held.Reason.ShouldBe("held: a cancel is scheduled"));
        speech.Messages.SelectMany(message => message.Members).Select(alert => (alert.Rule.Id, alert.Status.Subject)).ShouldBe([("cancel-scheduled", "ada"), ("usage-limit", "bo")], ignoreOrder: true);
    }

    [Theory]
    [InlineData("rule", "health", true)]
    [InlineData("customer", "ada", true)]
    [InlineData("owner", "dana", true)]
    [InlineData("segment", "smb", true)]
    [InlineData("level", "high", true)]
    [InlineData("level", "medium", false)]
    [InlineData("customer", "bo", false)]
    [InlineData("unheard-of", "ada", false)]
    public void A_silence_covers_what_all_its_labels_match(string label, string value, bool covers)
    {
        var alert = Firing(HealthRule, "ada", Morning, new("Ada", "Dana", "SMB"));
        Silence silence = new("s", [new Matcher(label, value), new Matcher("rule", "HEALTH")], Morning, Morning.AddHours(1), "slack:U1", null, Morning);
        silence.Covers(alert).ShouldBe(covers);
        (silence with { Matchers = [] }).Covers(alert).ShouldBeFalse("a silence of everything is none");
        var speech = Announcer.Decide(Context(Morning, alert) with { Silences = [silence] });
        (speech.Messages.Count == 0).ShouldBe(covers);
        Announcer.Decide(Context(Morning.AddHours(1), alert with { Change = null }) with { Silences = [silence] }).Messages.Count.ShouldBe(1, "it is over: what still fires is told");
    }

    private static Speech Decide(Policy policy, DateTimeOffset at, params OpenAlert[] alerts) => Announcer.Decide(Context(at, alerts) with { Policy = policy });

    private static OpenAlert Told(OpenAlert alert, Policy policy) => TellAll(policy, Morning, [alert])[0];

    /// <summary>As they stand after they were told, with nothing new to say.</summary>
    private static IReadOnlyList<OpenAlert> TellAll(Policy policy, DateTimeOffset at, OpenAlert[] alerts) => [.. Decide(policy, at, alerts).Changed.Select(alert => alert with { Change = null })];
}
