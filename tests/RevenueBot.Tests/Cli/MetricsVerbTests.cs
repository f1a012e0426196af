using System.Text.Json.Nodes;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Cli;

/// <summary><c>metrics</c> on the command line: the same as the HTTP route, by the route itself.</summary>
public sealed class MetricsVerbTests : VerbTests
{
    [Fact]
    public async Task A_series_comes_as_a_table_as_csv_and_as_json()
    {
        string[] months = ["movements", "--from", "2024-01-01", "--to", "2024-03-31"];
        var csv = await MetricsAsync([.. months, "--csv"]);
        csv.ExitCode.ShouldBe(0, csv.Errors);
        csv.Output.ShouldStartWith("date,opening,new,");
        csv.Output.ShouldContain("2024-02-01,0,0,");
        JsonNode.Parse((await MetricsAsync([.. months, "--json"])).Output)!["entries"]!.AsArray().Count.ShouldBe(3);
        (await MetricsAsync(months)).Output.Split('\n')[1].ShouldStartWith("2024-01-01");
    }

    [Theory]
    [InlineData("There is no metric happiness: use one of mrr, arr", 1, "happiness")]
    [InlineData("interval is day, week or month.", 1, "mrr", "--interval", "hour")]
    [InlineData("There is no plan Nope in the ledger.", 1, "mrr", "--plan", "Nope")]
    [InlineData("Give --json or --csv, not both.", 2, "mrr", "--json", "--csv")]
    public async Task What_is_wrong_is_one_sentence(string sentence, int code, params string[] arguments)
    {
        var result = await MetricsAsync(arguments);
        result.ExitCode.ShouldBe(code);
        result.Errors.ShouldStartWith(sentence);
    }

    private Task<ProgramResult> MetricsAsync(params string[] arguments) => RunAsync(["metrics", .. arguments]);
}
