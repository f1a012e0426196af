using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using RevenueBot.Support;
using RevenueBot.Tests.Ingest;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Cli;

/// <summary><c>train --table</c>, without a database.</summary>
public sealed class TrainVerbTests : IDisposable
{
    private readonly TempFolder _home = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_table_is_learnt_from_and_each_row_of_another_gets_a_probability()
    {
        await File.WriteAllTextAsync(_home.File("new.csv"), "plan,age,extra,customer\nbasic,70,x,k1\npro,20,y,k2\n,,z,k3\nnever seen,45,z,\"k, 4\"\n", Cancel);
        var result = await RunAsync(Table(400), "--id", "customer", "--predict", _home.File("new.csv"), "--out", _home.File("out.csv"));
        (result.ExitCode, result.Errors).ShouldBe((0, ""));
        result.Output.ShouldStartWith("Learnt from 400 rows, ");
        result.Output.ShouldContain("of them churn = yes (");
        result.Output.ShouldContain("each by a model that had not learnt from it (5 folds)");
        var lines = await File.ReadAllLinesAsync(_home.File("out.csv"), Cancel);
        lines.Select(line => line[..line.LastIndexOf(',')]).ShouldBe(["customer", "k1", "k2", "k3", "\"k, 4\""]);
        var probabilities = lines.Skip(1).Select(line => double.Parse(line[(line.LastIndexOf(',') + 1)..], CultureInfo.InvariantCulture)).ToList();
        probabilities[0].ShouldBeGreaterThan(0.8);
        probabilities[1].ShouldBeLessThan(0.2);
        probabilities.ShouldAllBe(p => p > 0 && p < 1);
    }

    [Fact]
    public async Task The_card_is_json_where_asked_for()
    {
        var card = JsonNode.Parse((await RunAsync(Table(400), "--id", "customer", "--json")).Output)!["card"]!;
        card["rows"]!.GetValue<int>().ShouldBe(400);
        card["scores"]!["roc_auc"]!["value"]!.GetValue<double>().ShouldBeGreaterThan(0.8);
        card["scores"]!["reliability"]!.AsArray().Count.ShouldBeInRange(2, 10);
    }

    [Fact]
    public async Task A_column_of_names_is_left_out_and_said_so()
    {
        var result = await RunAsync(Table(400));
        result.Errors.ShouldBe("Left out, because nearly every row has a text of its own: customer.\n");
    }

    [Fact]
    public async Task Without_a_signal_every_row_gets_the_base_rate()
    {
        var random = new Random(8);
        var table = new StringBuilder("x,outcome\n");
        for (var row = 0; row < 400; row++) table.Append(CultureInfo.InvariantCulture, $"{random.NextDouble()},{(row % 4 == 0 ? "left" : "stayed")}\n");
        await File.WriteAllTextAsync(_home.File("new.csv"), "x\n0.1\n0.9\n", Cancel);
        var result = await RunAsync(table.ToString(), "--target", "outcome", "--predict", _home.File("new.csv"), "--out", _home.File("out.csv"));
        result.Output.ShouldContain("100 of them outcome = left (25.0%)");
        result.Output.ShouldContain("No usable signal");
        (await File.ReadAllTextAsync(_home.File("out.csv"), Cancel)).ShouldBe("row,probability\n1,0.25\n2,0.25\n");
    }

    [Fact]
    public async Task Too_few_outcomes_are_named()
    {
        var result = await RunAsync("x,churn\n" + string.Concat(Enumerable.Range(0, 60).Select(row => $"{row},{(row < 8 ? 1 : 0)}\n")));
        result.Output.ShouldContain("Too few outcomes to learn from: the rarer one stands in 8 rows. Every row gets the base rate, 13.3%.");
    }

    [Theory]
    [InlineData("", "in.csv is empty; its first line must name the columns.")]
    [InlineData("x,churn\n", "in.csv has no row below its header.")]
    [InlineData("x,y\n1,2\n", "in.csv, line 1 names no column churn; it names x, y.")]
    [InlineData("x,x,churn\n1,2,0\n", "in.csv, line 1 names the column x twice.")]
    [InlineData("x,churn\n1,0\n2\n", "in.csv, line 3 has 1 fields, but the header names 2 columns.")]
    [InlineData("x,churn\n1,0\n2,\n", "in.csv, line 3 has no outcome in the column churn; leave out rows whose outcome is not known.")]
    [InlineData("x,churn\n1,a\n2,b\n3,c\n", "in.csv, line 4 has a third outcome in the column churn: \"c\" after \"a\" and \"b\".")]
    [InlineData("x,churn\n1,0\n2,0\n", "in.csv has the outcome \"0\" in every row, so there is nothing to tell apart.")]
    [InlineData("churn\n1\n0\n", "in.csv: There is no column to learn from beside the outcome.")]
    public async Task What_cannot_be_learnt_from_is_one_sentence_with_its_line_and_exit_code_1(string content, string sentence)
    {
        var result = await RunAsync(content);
        (result.ExitCode, result.Output, result.Errors).ShouldBe((1, "", sentence + "\n"));
    }

    [Theory]
    [InlineData("plan,age\nbasic,old\n", "new.csv, line 2 has \"old\" in the column age, which holds numbers.")]
    [InlineData("plan\nbasic\n", "new.csv, line 1 names no column age; it names plan.")]
    public async Task A_file_that_cannot_be_predicted_from_leaves_nothing_behind(string content, string sentence)
    {
        await File.WriteAllTextAsync(_home.File("new.csv"), content, Cancel);
        var result = await RunAsync(Table(200), "--predict", _home.File("new.csv"), "--out", _home.File("out.csv"));
        result.ExitCode.ShouldBe(1);
        result.Errors.ShouldEndWith(sentence + "\n");
        File.Exists(_home.File("out.csv")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("train", "--table", "in.csv")]
    [InlineData("train", "--target", "y")]
    [InlineData("train", "--table", "in.csv", "--target", "y", "--predict", "in.csv")]
    [InlineData("train", "--table", "in.csv", "--target", "y", "--id", "y")]
    public async Task A_command_that_makes_no_sense_is_exit_code_2(params string[] arguments) =>
        (await Terminal.RunAsync(arguments)).ExitCode.ShouldBe(2);

    /// <summary>Age and plan decide; age is missing now and then.</summary>
    private static string Table(int rows)
    {
        var random = new Random(4);
        var table = new StringBuilder("customer,plan,age,churn\n");
        for (var row = 0; row < rows; row++)
        {
            var (age, isBasic) = (random.Next(18, 80), random.Next(2) == 0);
            var leaves = random.NextDouble() < 1 / (1 + Math.Exp(-((age - 50) / 8.0) - (isBasic ? 1 : -1)));
            table.Append(CultureInfo.InvariantCulture, $"c{row},{(isBasic ? "basic" : "pro")},{(row % 10 == 0 ? "" : age)},{(leaves ? "yes" : "no")}\n");
        }

        return table.ToString();
    }

    private async Task<ProgramResult> RunAsync(string content, params string[] more)
    {
        await File.WriteAllTextAsync(_home.File("in.csv"), content, Cancel);
        string[] target = more.Contains("--target") ? [] : ["--target", "churn"];
        return await Terminal.RunAsync(["train", "--table", _home.File("in.csv"), .. target, .. more]);
    }
}
