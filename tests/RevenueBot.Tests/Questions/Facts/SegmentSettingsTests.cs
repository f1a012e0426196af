using Microsoft.Extensions.Configuration;
using RevenueBot.Configuration;
using RevenueBot.Questions.Segmentation;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Facts;

public sealed class SegmentSettingsTests
{
    [Fact]
    public void Without_rules_the_usual_ones_stand() => Read().ShouldBe(SegmentSettings.Usual);

    [Fact]
    public void Rules_are_read_in_their_order()
    {
        var settings = Read(("0:Name", "Big"), ("0:When", "mrr >= 500 and plan != free"), ("0:Action", "Call"), ("1:Name", "Other"), ("1:Action", "Write"));
        settings.Rules.Select(rule => rule.ToString()).ShouldBe(["Big: mrr >= 500 and plan != free", "Other: "]);
        settings.Rules[0].Action.ShouldBe("Call");
        settings.Hash.ShouldNotBe(SegmentSettings.Usual.Hash);
    }

    [Fact]
    public void Every_mistake_has_one_plain_sentence()
    {
        var message = Should.Throw<RefusalException>(() => Read(("0:When", "mrr > 1"), ("1:Name", "Big"), ("1:When", "size > 3 and mrr ~ 2"), ("2:Name", "Empty"))).Message;
        message.Split('\n').Length.ShouldBe(4);
        message.ShouldContain("Segments:0:Name is missing");
        message.ShouldContain("Segments:1:When has \"size > 3\": use one of mrr,");
        message.ShouldContain("Segments:2:When is missing: say who belongs to Empty");
    }

    private static SegmentSettings Read(params (string Key, string Value)[] values) => SegmentSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(pair => $"Segments:{pair.Key}", pair => (string?)pair.Value)).Build());
}
