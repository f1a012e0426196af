using RevenueBot.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

public sealed class SlackSealTests
{
    private static readonly SlackSeal _seal = new(new SlackOptions { SigningSecrets = ["new", "old"] });

    [Fact]
    public void OpensWhatItClosedAndShowsNothing()
    {
        var value = _seal.Close("/mrr by plan", "T1");
        value.ShouldStartWith("ans_");
        value.ShouldNotContain("mrr");
        _seal.Open(value, "T1").ShouldBe("/mrr by plan");
    }

    [Fact]
    public void StaysClosedElsewhereAndWhenChanged()
    {
        var value = _seal.Close("/mrr", "T1");
        _seal.Open(value, "T2").ShouldBeNull();
        _seal.Open(value[..^1] + (value[^1] == 'A' ? 'B' : 'A'), "T1").ShouldBeNull();
        new SlackSeal(new SlackOptions { SigningSecrets = ["another"] }).Open(value, "T1").ShouldBeNull();
    }

    [Fact]
    public void OpensWithTheOldSecretDuringARotation() =>
        _seal.Open(new SlackSeal(new SlackOptions { SigningSecrets = ["old"] }).Close("/mrr", "T1"), "T1").ShouldBe("/mrr");

    [Fact]
    public void TheLongestQuestionFitsAButton() =>
        _seal.Close(new string('金', SlackRenderer.MaxQuestion), "T1").Length.ShouldBeLessThanOrEqualTo(2000);
}
