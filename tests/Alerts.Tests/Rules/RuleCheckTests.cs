using RevenueBot.Alerts.Rules;
using Shouldly;
using Xunit;
using static RevenueBot.Alerts.Tests.Samples;

namespace RevenueBot.Alerts.Tests.Rules;

public sealed class RuleCheckTests
{
    [Fact]
    public void The_default_rules_are_sound() => RuleCheck.Problems(DefaultRules.All).ShouldBeEmpty();

    [Fact]
    public void Every_mistake_is_one_sentence()
    {
        RuleCheck.Problems([HealthRule with { ResolveAt = 25 }]).ShouldBe(
            ["Alerts:Rules:health:Resolve is 25, on the firing side of 30: it must be at least that, or the alert would close while it fires."]);
        RuleCheck.Problems([HealthRule with { FireAt = 130, ResolveAt = 135 }]).ShouldHaveSingleItem().ShouldContain("between 0 and 100");
        RuleCheck.Problems([HealthRule with { Id = "Health!" }]).ShouldHaveSingleItem().ShouldContain("no name of a rule");
        RuleCheck.Problems([HealthRule with { Title = " " }]).ShouldHaveSingleItem().ShouldContain("Title is empty");
        RuleCheck.Problems([HealthRule, HealthRule]).ShouldHaveSingleItem().ShouldContain("twice");
        RuleCheck.Problems([HealthRule with { For = TimeSpan.FromDays(-1), WorseBy = -1 }]).Count().ShouldBe(2);
    }
}
