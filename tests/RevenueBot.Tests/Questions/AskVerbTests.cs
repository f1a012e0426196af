using System.Text.Json.Nodes;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

/// <summary>The real program, asked on the command line.</summary>
public sealed class AskVerbTests : IAsyncLifetime
{
    private readonly string _home = Directory.CreateTempSubdirectory("revenuebot-ask-").FullName;
    private TestDatabase? _database;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await _database!.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

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
        var picture = await AskAsync("help", "--png", Path.Combine(_home, "none.png"));
        picture.ExitCode.ShouldBe(1);
        picture.Errors.Trim().ShouldBe("This answer has no picture.");
    }

    private Task<ProgramResult> AskAsync(params string[] arguments)
    {
        var program = new BotProgram(_home);
        program.Environment["REVENUEBOT__Database__ConnectionString"] = _database!.ConnectionString;
        return program.RunAsync(["ask", .. arguments]);
    }
}
