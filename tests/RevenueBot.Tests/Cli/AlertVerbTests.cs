using System.Text.Json.Nodes;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Cli;

/// <summary><c>alert test</c>.</summary>
public sealed class AlertVerbTests : VerbTests
{
    [Fact]
    public async Task A_rule_is_played_through_the_last_days()
    {
        var text = await TestAsync("payment-failed", "--days", "5");
        text.ExitCode.ShouldBe(0, text.Errors);
        text.Output.ShouldStartWith("payment-failed: failed payment tries above 0, played through ");
        text.Output.ShouldContain("It would have fired never.");
        var json = JsonNode.Parse((await TestAsync("health", "--days", "5", "--within", "30", "--json")).Output)!;
        (json["rule"]!.GetValue<string>(), json["horizon_days"]!.GetValue<int>(), json["fired"]!.GetValue<int>()).ShouldBe(("health", 30, 0));
    }

    [Theory]
    [InlineData("There is no rule happiness: use one of health, churn-risk,", 1, "happiness")]
    [InlineData("--days is a number from 1 to 1100.", 2, "health", "--days", "0")]
    [InlineData("--within is a number of days from 1 to 365.", 2, "health", "--within", "400")]
    public async Task What_is_wrong_is_one_sentence(string sentence, int code, params string[] arguments)
    {
        var result = await TestAsync(arguments);
        result.ExitCode.ShouldBe(code);
        result.Errors.ShouldStartWith(sentence);
    }

    private Task<ProgramResult> TestAsync(params string[] arguments) => RunAsync(["alert", "test", .. arguments]);
}
