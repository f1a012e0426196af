using System.Text.Json.Nodes;
using RevenueBot.Support;
using RevenueBot.Tests.Cli;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

/// <summary>Asked on the command line.</summary>
public sealed class AskVerbTests : VerbTests
{
    [Fact]
    public async Task An_answer_goes_to_standard_output_as_text_or_json()
    {
        var text = await AskAsync("/mrr");
        text.ExitCode.ShouldBe(0, text.Errors);
        text.Output.ShouldStartWith("No billing data has arrived yet.\n");
        var json = JsonNode.Parse((await AskAsync("/mrr", "--json")).Output)!;
        json["kind"]!.GetValue<string>().ShouldBe("figures");
        json["footer"]!.GetValue<string>().ShouldBe("No source is connected yet · USD · default definitions");
    }

    [Fact]
    public async Task The_first_data_restates_nothing_of_what_was_said_without_any()
    {
        await AskAsync("/mrr");
        var file = Path.Combine(Home, "subscription_events.csv");
        await File.WriteAllTextAsync(file,
            """
            event_id,customer_id,subscription_id,plan_id,quantity,unit_amount_minor,currency,interval,interval_count,status,cancel_at_period_end,effective_at
            e1,c1,s1,pro,1,2900,USD,month,1,active,false,2026-01-05T10:00:00Z
            """, TestContext.Current.CancellationToken);
        (await RunAsync("import", file)).ExitCode.ShouldBe(0);

        var answer = await AskAsync("/mrr");
        answer.Output.ShouldStartWith("MRR is $29");
        answer.Output.ShouldNotContain("Restated");
    }

    [Fact]
    public async Task What_was_not_understood_fails_with_suggestions()
    {
        var result = await AskAsync("mrr by regoin");
        result.ExitCode.ShouldBe(1);
        result.Output.ShouldStartWith("I read “mrr”, but not “regoin”.\n\n- MRR by ");
    }

    [Fact]
    public async Task Wrong_usage_is_two_and_a_missing_picture_is_said()
    {
        (await AskAsync("/mrr", "--as-of", "soon")).ExitCode.ShouldBe(2);
        var picture = await AskAsync("help", "--png", Path.Combine(Home, "none.png"));
        picture.ExitCode.ShouldBe(1);
        picture.Errors.Trim().ShouldBe("This answer has no picture.");
    }

    private Task<ProgramResult> AskAsync(params string[] arguments) => RunAsync(["ask", .. arguments]);
}
