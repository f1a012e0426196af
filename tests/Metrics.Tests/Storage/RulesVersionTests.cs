using RevenueBot.Metrics.Storage;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Storage;

public sealed class RulesVersionTests
{
    private static readonly LedgerRules _rules = new(DefinitionProfile.Default, new CompanyCalendar(TimeZoneInfo.Utc));

    [Fact]
    public void The_same_rules_have_the_same_version() =>
        RulesVersion.Of(new LedgerRules(DefinitionProfile.Default with { }, new CompanyCalendar(TimeZoneInfo.Utc))).ShouldBe(RulesVersion.Of(_rules));

    [Fact]
    public void Another_rule_under_the_same_name_is_another_version() =>
        RulesVersion.Of(_rules with { Profile = _rules.Profile with { PastDueDays = 31 } }).ShouldNotBe(RulesVersion.Of(_rules));

    [Fact]
    public void Another_time_zone_is_another_version() =>
        RulesVersion.Of(_rules with { Calendar = new CompanyCalendar(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")) }).ShouldNotBe(RulesVersion.Of(_rules));
}
