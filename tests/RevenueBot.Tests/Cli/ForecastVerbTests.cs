using RevenueBot.Support;
using RevenueBot.Tests.Ingest;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Cli;

/// <summary><c>forecast --series</c>, without a database; what it writes to standard output by the real executable.</summary>
public sealed class ForecastVerbTests : IDisposable
{
    private readonly TempFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Periods_go_on_in_their_own_form_whatever_the_order_of_rows_and_columns()
    {
        var result = await new BotProgram(_home.Path).RunAsync(await ArgumentsAsync("period,value,series\n2026-11,13,a\n2026-10,12,a\n2026-09,11,a\n2026-08,10,a\n5,2,\"b, too\"\n6,2,\"b, too\"\n7,2,\"b, too\"\n8,2,\"b, too\"\n"));
        result.ExitCode.ShouldBe(0);
        result.Output.ShouldBe(
            """
            series,period,mean,lo80,hi80,lo95,hi95
            a,2026-12,14,14,14,14,14
            a,2027-01,15,15,15,15,15
            "b, too",9,2,2,2,2,2
            "b, too",10,2,2,2,2,2

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Missing_values_and_short_series_are_named()
    {
        var result = await new BotProgram(_home.Path).RunAsync(await ArgumentsAsync("series,period,value\na,1,10\na,2,\na,3,14\na,5,18\nb,1,7\n"));
        result.ExitCode.ShouldBe(0);
        result.Output.ShouldContain("a,6,20,20,20,20,20\n");
        result.Output.ShouldContain("b,2,7,,,,\n");
        result.Errors.ShouldBe(
            "Missing values are filled on the line between their neighbours: 2 in 1 series, first in a.\n"
            + "Too short for a model (fewer than 6 values): 2 series, first a. Their last value is carried on with wide bounds, or without where there is one value.\n");
    }

    [Fact]
    public async Task A_file_is_written_where_it_was_asked_for()
    {
        var result = await RunAsync("series,period,value\na,1,3\na,2,3\n", "--out", _home.File("out.csv"));
        (result.ExitCode, result.Output).ShouldBe((0, ""));
        (await File.ReadAllTextAsync(_home.File("out.csv"), TestContext.Current.CancellationToken)).ShouldStartWith("series,period,mean,lo80,hi80,lo95,hi95\na,3,3,3,3,3,3\n");
    }

    [Theory]
    [InlineData("", "in.csv: is empty; its first line must name the columns.")]
    [InlineData("series,period,value\n", "in.csv: has no row below its header.")]
    [InlineData("series,value\na,1\n", "in.csv, line 1, period: is missing from the header.")]
    [InlineData("series,period,value\na,2026-13,1\n", "in.csv, line 2, period: must be a month such as 2026-03, or a whole number up to 1,000,000.")]
    [InlineData("series,period,value\na,1,1\na,2,much\n", "in.csv, line 3, value: must be a number such as 1250.5, or empty where it is missing.")]
    [InlineData("series,period,value\na,1,1\na,2,NaN\n", "in.csv, line 3, value: must be a number such as 1250.5, or empty where it is missing.")]
    [InlineData("series,period,value\na,1,1\na,2,2\na,1,3\n", "in.csv, line 4, period: occurs twice in its series.")]
    [InlineData("series,period,value\na,1,1\na,2026-01,2\n", "in.csv, line 3, period: must be written like the others of its series, all months or all numbers.")]
    [InlineData("series,period,value\na,1,\n", "in.csv, line 2, period: begins a series without any value.")]
    [InlineData("series,period,value\na,1,1\na,900000,2\n", "in.csv, line 3, period: makes its series longer than 10,000 periods.")]
    [InlineData("series,period,value\n,1,1\n", "in.csv, line 2, series: is empty.")]
    [InlineData("series,period,value\na,1\n", "in.csv, line 2: has 2 fields, but the header names 3 columns.")]
    public async Task What_cannot_be_read_is_one_sentence_with_its_line_and_exit_code_1(string content, string sentence)
    {
        var result = await RunAsync(content);
        (result.ExitCode, result.Output, result.Errors).ShouldBe((1, "", sentence + "\n"));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_exit_code_1()
    {
        var result = await Terminal.RunAsync("forecast", "--series", _home.File("none.csv"), "--horizon", "2");
        (result.ExitCode, result.Output).ShouldBe((1, ""));
        result.Errors.ShouldEndWith("none.csv cannot be read: check the path and its permissions.\n");
    }

    [Theory]
    [InlineData("forecast")]
    [InlineData("forecast", "--series", "in.csv")]
    [InlineData("forecast", "--series", "in.csv", "--horizon", "0")]
    [InlineData("forecast", "--series", "in.csv", "--horizon", "many")]
    [InlineData("forecast", "--series", "in.csv", "--horizon", "121")]
    public async Task Wrong_usage_is_one_sentence_and_exit_code_2(params string[] arguments)
    {
        var result = await Terminal.RunAsync(arguments);
        (result.ExitCode, result.Output, result.Errors.TrimEnd().Split('\n').Length).ShouldBe((2, "", 1));
    }

    private async Task<ProgramResult> RunAsync(string content, params string[] more) => await Terminal.RunAsync([.. await ArgumentsAsync(content), .. more]);

    private async Task<string[]> ArgumentsAsync(string content)
    {
        await File.WriteAllTextAsync(_home.File("in.csv"), content, TestContext.Current.CancellationToken);
        return ["forecast", "--series", _home.File("in.csv"), "--horizon", "2"];
    }
}
