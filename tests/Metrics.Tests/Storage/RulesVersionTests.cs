using System.Text.Json;
using System.Text.Json.Serialization;
using RevenueBot.Metrics.Profiles;
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

    /// <summary>A ledger keeps what a serializer wrote: a text that differed by one byte would make every ledger anew.</summary>
    [Fact]
    public void Rules_are_kept_as_a_serializer_writes_them_each_under_its_name()
    {
        JsonSerializerOptions options = new() { Converters = { new JsonStringEnumConverter() } };
        foreach (var profile in VendorProfiles.All)
            LedgerRulesText.Of(_rules with { Profile = profile }).Json.ShouldBe(JsonSerializer.Serialize(new { Profile = profile, Zone = "UTC" }, options));
    }

    [Fact]
    public void Another_rule_under_the_same_name_is_another_version() =>
        RulesVersion.Of(_rules with { Profile = _rules.Profile with { PastDueDays = 31 } }).ShouldNotBe(RulesVersion.Of(_rules));

    [Fact]
    public void Another_time_zone_is_another_version() =>
        RulesVersion.Of(_rules with { Calendar = new CompanyCalendar(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")) }).ShouldNotBe(RulesVersion.Of(_rules));
}
