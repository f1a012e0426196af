using System.Text.Json;
using RevenueBot.Charts;
using RevenueBot.Chat;
using RevenueBot.Questions;
using RevenueBot.Slack;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

/// <summary>Charts and tables that Slack draws itself, where it can; pictures and text where it cannot.</summary>
public sealed class SlackNativeTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SlackBot.SlackAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _slack.Problems.ShouldBeEmpty();
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_slack_that_knows_them_draws_charts_and_tables_itself()
    {
        _slack.TakesNativeBlocks = true;
        var answer = Drawn(13);
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack, (_, _) => Task.FromResult(answer), settings: ("Slack:NativeBlocks", "on"));
        await bot.Ana.CommandAsync("");
        var chart = (await _slack.MessageAsync()).Blocks.Single(block => block.Text("type") == "data_visualization");
        (chart.Text("title"), chart.Child("chart").Text("type"), chart.Child("chart").GetProperty("series")[0].Text("name")).ShouldBe(("MRR, Nov 2025 to 10 Nov 2026", "line", "MRR"));
        chart.Child("chart").GetProperty("series")[0].GetProperty("data")[12].GetProperty("value").GetDecimal().ShouldBe(58_442m);
        _slack.Uploads.ShouldBeEmpty();
        answer = Answers.ByPlan;
        await bot.Ana.CommandAsync("by plan");
        var table = (await _slack.MessageAsync(message => message.Text.StartsWith("Business", StringComparison.Ordinal))).Blocks.Single(block => block.Text("type") == "data_table");
        table.GetProperty("rows")[4][1].GetRawText().ShouldContain("\"value\":30");
        table.GetProperty("rows")[3][0].Text("text").ShouldBe("10 Nov†");
    }

    [Fact]
    public async Task A_slack_that_refuses_them_gets_the_picture_or_the_text_and_is_not_asked_again()
    {
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack, (_, _) => Task.FromResult(Answers.ByPlan), settings: ("Slack:NativeBlocks", "on"));
        for (var i = 1; i <= 2; i++)
        {
            await bot.Ana.CommandAsync("by plan");
            await _slack.WaitForAsync(_ => _slack.Messages.Count == i);
        }

        _slack.Messages.ShouldAllBe(message => message.Blocks.Any(block => block.Text("type") == "rich_text"));
        _slack.Calls.Count(call => call.Method == "response_url").ShouldBe(3);
    }

    [Fact]
    public async Task Off_they_are_never_sent()
    {
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack, (_, _) => Task.FromResult(Answers.ByPlan));
        await bot.Ana.CommandAsync("by plan");
        await _slack.MessageAsync();
        _slack.Calls.Count(call => call.Method == "response_url").ShouldBe(1);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(20, 20)]
    [InlineData(21, 20)] // the latest
    [InlineData(400, 20)]
    public void A_chart_has_at_most_twenty_points(int points, int shown)
    {
        var block = NativeAnswer.Chart(Drawn(points, label: new string('x', 15)))!;
        block.Chart.Series.Single().Data.Count.ShouldBe(shown);
        block.Chart.Series.Single().Data[^1].Value.ShouldBe(58_430 + points - 1);
        Valid(Drawn(points, label: new string('x', 15)));
    }

    [Fact]
    public void What_slack_could_not_tell_apart_or_is_no_line_stays_a_picture()
    {
        NativeAnswer.Chart(Drawn(1)).ShouldBeNull();
        NativeAnswer.Chart(Drawn(5, label: new string('x', 40))).ShouldBeNull(); // cut to 20 characters all are the same
        NativeAnswer.Chart(Answers.Mrr).ShouldBeNull();
    }

    [Theory]
    [InlineData(100, 20, 1, true)]
    [InlineData(101, 2, 1, false)]
    [InlineData(10, 21, 1, false)]
    [InlineData(99, 10, 10, true)]
    [InlineData(100, 10, 12, false)] // more than 10,000 characters
    public void A_table_is_drawn_within_its_limits_or_stays_text(int rows, int columns, int width, bool isDrawn)
    {
        var answer = Answers.ByPlan with { Table = new AnswerTable([.. Enumerable.Repeat("c", columns)], [.. Enumerable.Repeat<IReadOnlyList<string>>([.. Enumerable.Repeat(new string('x', width), columns)], rows)]) };
        (NativeAnswer.Table(answer) is not null).ShouldBe(isDrawn);
        if (isDrawn) Valid(answer);
    }

    [Fact]
    public void Names_in_a_table_are_plain_text_and_nothing_in_it_is_empty()
    {
        var answer = Answers.ByPlan with { Headline = new string('h', 5_000), Table = new AnswerTable(["", "MRR"], [["<!channel> \u202e*x*", ""], ["a", "−1,182"], ["b", "4.5%"], ["c", "EUR 1,200"]]) };
        var rows = NativeAnswer.Table(answer)!.Rows;
        (rows[1][0].Text, rows[1][1].Text, rows[2][1].Value, rows[3][1].Value, rows[4][1].Value).ShouldBe(("<!channel> *x*", "–", -1182m, 0.045m, null));
        Valid(answer);
    }

    private static void Valid(Answer answer) =>
        BlockKit.Problems(JsonSerializer.SerializeToElement(SlackRenderer.Render(answer, new Setting(text => text) { IsNative = true }), SlackJson.Options)).ShouldBeEmpty();

    private static Answer Drawn(int points, string label = "") => Answers.Mrr with
    {
        Chart = new(() => new Chart("<svg xmlns='http://www.w3.org/2000/svg' width='1200' height='675'/>", "MRR, Nov 2025 to 10 Nov 2026", "Line chart.")
        {
            Plot = new ChartPlot(PlotKind.Line, "MRR", "USD", [.. Enumerable.Range(0, points).Select(i => new PlotPoint($"{label}{i}", null, 58_430 + i, $"{i}"))]),
        }),
    };
}
