using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Cli;

/// <summary><c>access …</c>.</summary>
public sealed class AccessVerbTests : VerbTests
{
    [Fact]
    public async Task What_is_given_at_the_terminal_is_listed_and_written_down()
    {
        (await RunAsync(["access", "allow", "U0EVA", "customers"])).Output.ShouldStartWith("U0EVA has the role customers now.");
        (await RunAsync(["access"])).Output.ShouldContain("U0EVA");
        var entry = JsonNode.Parse((await RunAsync(["access", "audit", "--person", "terminal", "--json"])).Output)!.AsArray().First()!;
        (entry["act"]!.GetValue<string>(), entry["reason"]!.GetValue<string>()).ShouldBe(("grant", "allow person U0EVA customers"));
        (await RunAsync(["access", "audit"])).Output.ShouldContain("grant access");
        (await RunAsync(["access", "deny", "U0EVA"])).Output.ShouldStartWith("U0EVA may see nothing now.");
    }

    [Fact]
    public async Task What_is_wrong_is_said()
    {
        var wrong = await RunAsync(["access", "allow", "eva", "customers"]);
        (wrong.ExitCode, wrong.Output.StartsWith("No person is named there", StringComparison.Ordinal)).ShouldBe((1, true));
        (await RunAsync(["access", "audit", "--since", "soon"])).ExitCode.ShouldBe(2);
    }
}
