using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using RevenueBot.Questions;
using RevenueBot.Tests.Everywhere;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Dashboard.PageReading;

namespace RevenueBot.Tests.Dashboard;

/// <summary>The billing and usage pages say what the same questions the same questions answer, under every filter of their addresses.</summary>
public sealed class BillingAndUsageFiguresTests(EverywhereBot everywhere) : IClassFixture<EverywhereBot>
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("?period=last-month", " last month", " as of {0}")]
    [InlineData("?period=last-6-months", " last 6 months", "")]
    [InlineData("?segment=SMB", " for segment \"SMB\"", " for segment \"SMB\"")]
    [InlineData("?plan=team&period=last-month", " for plan \"team\" last month", " for plan \"team\" as of {0}")]
    public async Task Figures_of_billing_are_those_of_the_answers(string filters, string over, string at)
    {
        var page = await everywhere.Bot.PageAsync("/billing" + filters);
        at = string.Format(CultureInfo.InvariantCulture, at, $"{new DateOnly(Today.Year, Today.Month, 1).AddDays(-1):yyyy-MM-dd}");
        var payments = await everywhere.AskAsync($"/payments{over}");
        foreach (var key in (string[])["received", "failed", "recovered", "given_back"]) Tile(page, key.Replace('_', '-')).ShouldBe(payments.Figures.Single(figure => figure.Key == key).Value, key);
        Text(page).ShouldContain(payments.Headline);
        var dunning = await everywhere.AskAsync($"/dunning{at}");
        Text(page).ShouldContain(dunning.Headline);
        var listed = await RowsAsync($"/billing{filters}", "dunning");
        listed.Length.ToString(CultureInfo.InvariantCulture).ShouldBe(dunning.Figures[0].Value.Split(' ')[0]);
    }

    [Fact]
    public async Task Tables_of_billing_are_those_of_the_answers()
    {
        var page = Text(await everywhere.Bot.PageAsync("/billing"));
        foreach (var question in (string[])["/payments", "/payments last 6 months", "/trials conversion"])
            foreach (var row in (await everywhere.AskAsync(question)).Table!.Rows) page.ShouldContain(string.Join(' ', row), Case.Sensitive, question);
        foreach (var row in (await everywhere.AskAsync("/dunning")).Table!.Rows.Where(row => row[^1].Length > 0)) page.ShouldContain(row[0]);
    }

    [Fact]
    public async Task Reasons_add_up_to_what_failed_and_the_days_to_the_day_of_today()
    {
        var failed = (await everywhere.AskAsync("/payments last 12 months")).Figures.Single(figure => figure.Key == "failed");
        var rows = await RowsAsync("/billing?period=last-12-months", "reasons");
        rows[..^1].Sum(row => decimal.Parse(row[1], CultureInfo.InvariantCulture)).ShouldBe(failed.Number!.Value);
        foreach (var row in rows) row[3..].Sum(cell => decimal.Parse(cell, CultureInfo.InvariantCulture)).ShouldBe(decimal.Parse(row[1], CultureInfo.InvariantCulture));
        var day = Today.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (await everywhere.AskAsync($"/payments from {day} to {day}")).Figures[0].Micros.ShouldBe((await everywhere.AskAsync($"/today as of {day}")).Figures.Single(figure => figure.Key == "revenue").Micros);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("?period=last-month", " last month")]
    [InlineData("?plan=team", " for plan \"team\"")]
    public async Task Figures_of_usage_are_those_of_the_answers(string filters, string over)
    {
        var page = await everywhere.Bot.PageAsync("/usage" + filters);
        var usage = await everywhere.AskAsync($"/usage{over}");
        foreach (var figure in usage.Figures.Where(figure => figure.Key is "daily_users" or "weekly_users" or "people" or "stickiness")) Tile(page, figure.Key.Replace('_', '-')).ShouldBe(figure.Value, figure.Key);
        Text(page).ShouldContain(usage.Headline);
        foreach (var answer in new[] { usage, await everywhere.AskAsync($"/usage by plan{over}") }.Where(answer => filters.Length == 0 || answer == usage))
            foreach (var row in answer.Table!.Rows) Text(page).ShouldContain(string.Join(' ', row));
        var days = await RowsAsync($"/usage{filters}", "daily");
        (days.Sum(row => decimal.Parse(row[^1], CultureInfo.InvariantCulture)) / days.Length).ShouldBe(usage.Figures[0].Number!.Value);
    }

    [Fact]
    public async Task A_metric_in_the_address_is_the_one_that_is_split_by_plan()
    {
        var metrics = (await everywhere.AskAsync("/usage")).Table!.Rows;
        metrics.Count.ShouldBeGreaterThan(2);
        Text(await everywhere.Bot.PageAsync($"/usage?metric={Uri.EscapeDataString(metrics[1][0])}")).ShouldContain($"All {metrics[^1][1]} {(await everywhere.AskAsync("/usage by plan")).Table!.Rows[^1][2]} {metrics[1][2]} {metrics[1][3]}");
        (await everywhere.Bot.PageAsync("/usage?metric=%3Cb%3E")).ShouldNotContain("<b>&");
    }

    [Fact]
    public async Task Who_is_near_a_limit_is_whom_the_expansion_counts()
    {
        var near = (await everywhere.AskAsync("/expansion")).Figures.Single(figure => figure.Key == "limit").Number;
        var ids = (await RowsAsync("/usage", "limits")).Select(row => row[0]).Distinct().Count();
        ((decimal)ids).ShouldBe(near!.Value);
        Text(await everywhere.Bot.PageAsync("/usage?segment=SMB")).ShouldContain("Usage cannot be limited to one segment, only to one plan.");
    }

    [Theory]
    [InlineData("/billing?period=last-12-months", new[] { "dunning", "reasons", "lines", "received", "months", "trials", "latest" })]
    [InlineData("/usage", new[] { "daily", "plans", "metrics", "limits" })]
    public async Task Every_table_is_a_file_and_every_receipt_opens(string address, string[] tables)
    {
        var page = await everywhere.Bot.PageAsync(address);
        Regex.Matches(page, "csv=([a-z-]+)\"").Select(match => match.Groups[1].Value).Distinct().ShouldBe(tables, ignoreOrder: true);
        foreach (var id in tables) (await everywhere.Bot.PageAsync(FileOf(address, id))).Split('\n').Length.ShouldBeGreaterThan(2, id);
        foreach (var receipt in Regex.Matches(page, "href=\"(/receipt[^\"]+)\"").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct()) (await everywhere.Bot.PageAsync(receipt)).ShouldContain("class=\"finding\"");
    }

    [Fact]
    public async Task What_is_not_there_says_what_to_do()
    {
        Text(await everywhere.Bot.PageAsync("/billing?segment=SMB")).ShouldContain("Not limited to one segment, but of the whole company: trials, reconciliation.");
        Text(await everywhere.Bot.PageAsync("/billing")).ShouldContain("There is no biller to compare with");
        Text(await everywhere.Bot.PageAsync("/billing?plan=nobody")).ShouldContain("Payments arrive with Stripe, or with a file");
    }

    private DateOnly Today => everywhere.Company.Calendar.DayOf(TimeProvider.System.GetUtcNow());

    /// <summary>A table's rows as its file has them.</summary>
    private async Task<string[][]> RowsAsync(string address, string id) =>
        [.. (await everywhere.Bot.PageAsync(FileOf(address, id))).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.TrimEnd('\r').Split(','))];

    private static string FileOf(string address, string id) => $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}csv={id}";
}
