using System.Text.Json.Nodes;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Cli;

/// <summary>The retention curve of counts in a file.</summary>
public sealed class RetentionVerbTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("revenuebot-retention-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task Counts_give_parameters_survival_and_projection()
    {
        var counts = await FileAsync("period,alive\n0,1000\n1,869\n2,743\n3,653\n4,593\n5,551\n6,517\n7,491\n");
        var json = JsonNode.Parse((await RunAsync("--counts", counts, "--project", "5", "--json")).Output)!;
        json["alpha"]!.GetValue<double>().ShouldBe(0.668, 0.001);
        json["beta"]!.GetValue<double>().ShouldBe(3.806, 0.001);
        var entries = json["entries"]!.AsArray();
        entries.Select(entry => entry!["period"]!.GetValue<int>()).ShouldBe(Enumerable.Range(0, 13));
        entries.Count(entry => entry!["projected"]!.GetValue<bool>()).ShouldBe(5);
        entries[12]!["survival"]!.GetValue<double>().ShouldBe(0.394, 0.02); // what the paper held back
    }

    [Fact]
    public async Task The_curve_is_a_table_for_people_and_a_file_for_programs()
    {
        var (counts, file) = (await FileAsync("\uFEFFperiod,alive\n1,50\n2,40\n3,36\n"), Path.Combine(_home, "curve.csv"));
        var result = await RunAsync("--counts", counts, "--project", "2", "--out", file);
        result.ExitCode.ShouldBe(0);
        result.Output.ShouldStartWith("alpha ");
        result.Output.ShouldContain("\n4†");
        var lines = await File.ReadAllLinesAsync(file, Cancel);
        lines[0].ShouldBe("period,alive,survival,curve,projected");
        lines[1].ShouldBe("1,50,1,1,false");
        lines.Length.ShouldBe(6);
    }

    [Theory]
    [InlineData("0,10\n1,10\n2,10\n", "nobody has left", "100.0%")]
    [InlineData("0,10\n1,0\n2,0\n", "all left in the first period", "0%")]
    public async Task Without_a_curve_it_says_why_and_shows_its_limit(string rows, string reason, string survival)
    {
        var result = await RunAsync("--counts", await FileAsync("period,alive\n" + rows), "--project", "1");
        result.ExitCode.ShouldBe(0);
        result.Output.ShouldContain(reason);
        result.Output.Split('\n').Single(line => line.StartsWith("3†", StringComparison.Ordinal)).ShouldEndWith(survival);
    }

    [Theory]
    [InlineData("period,alive\n0,100\n1,120\n2,90\n", "line 3 has 120 alive after 100: survivors cannot become more.")]
    [InlineData("period,alive\n0,100\n2,90\n", "line 3 has period 2 after 0: periods must follow each other.")]
    [InlineData("period,alive\n0,ten\n", "line 2 has the count \"ten\": it must be a whole number of customers, 0 or more.")]
    [InlineData("period,alive\n0,-5\n", "line 2 has the count \"-5\": it must be a whole number of customers, 0 or more.")]
    [InlineData("period,alive\n0,0\n1,0\n2,0\n", "line 2 starts with nobody alive.")]
    [InlineData("period,alive\n0,10\n1,9\n", "has 2 of the at least 3 lines a curve needs: the start, and two periods after it.")]
    [InlineData("month,alive\n0,10\n", "line 1 must name the column period once: period,alive.")]
    [InlineData("period,alive\n0,10,3\n", "line 2 has 3 fields, but the header names 2 columns.")]
    [InlineData("", "is empty; its first line must name the columns period and alive.")]
    public async Task A_wrong_file_is_told_in_one_sentence(string text, string sentence)
    {
        var result = await RunAsync("--counts", await FileAsync(text), "--project", "2");
        (result.ExitCode, result.Output).ShouldBe((1, ""));
        result.Errors.ShouldEndWith(sentence + "\n");
        result.Errors.TrimEnd().Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_file_fails() => (await RunAsync("--counts", Path.Combine(_home, "none.csv"), "--project", "2")).ExitCode.ShouldBe(1);

    [Theory]
    [InlineData("--project", "2")]
    [InlineData("--counts", "x.csv")]
    [InlineData("--counts", "x.csv", "--project", "-1")]
    [InlineData("--counts", "x.csv", "--project", "many")]
    public async Task Wrong_usage_has_exit_code_2(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        (result.ExitCode, result.Output).ShouldBe((2, ""));
        result.Errors.TrimEnd().Split('\n').Length.ShouldBe(1);
    }

    private async Task<string> FileAsync(string text)
    {
        var file = Path.Combine(_home, "counts.csv");
        await File.WriteAllTextAsync(file, text, Cancel);
        return file;
    }

    private Task<ProgramResult> RunAsync(params string[] arguments) => Terminal.RunAsync(["retention", .. arguments]);
}
