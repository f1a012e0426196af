using System.Net;
using RevenueBot.Questions;
using RevenueBot.Tests.Everywhere;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Dashboard.PageReading;

namespace RevenueBot.Tests.Dashboard;

/// <summary>The overview says what the same questions answer.</summary>
public sealed class OverviewFiguresTests(EverywhereBot everywhere) : IClassFixture<EverywhereBot>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_first_row_is_what_the_questions_answer()
    {
        var page = await everywhere.Bot.PageAsync("/");
        (await everywhere.AskAsync("/mrr")).Headline.ShouldStartWith($"MRR is {Tile(page, "mrr")} on ");
        (await everywhere.AskAsync("/mrr")).Headline.ShouldContain($"({Tile(page, "growth")})");
        (await everywhere.AskAsync("/arpu")).Figures[0].Value.ShouldBe(Tile(page, "arpa"));
        (await everywhere.AskAsync("/nps")).Figures[0].Value.ShouldBe(Tile(page, "nps"));
        (await everywhere.AskAsync("/target")).Headline.ShouldContain($"of the target {Goal(page, "mrr")}");
    }

    [Fact]
    public async Task Today_is_what_today_answers()
    {
        var page = await everywhere.Bot.PageAsync("/");
        var figures = (await everywhere.AskAsync("/today")).Figures.ToDictionary(figure => figure.Key, figure => figure.Value);
        foreach (var key in (string[])["active_trials", "signups", "cancels_clicked", "subscriptions_ended", "revenue"]) Tile(page, key.Replace('_', '-')).ShouldBe(figures[key], key);
    }

    [Fact]
    public async Task The_bridge_the_months_the_projection_and_the_segments_are_those_of_the_answers()
    {
        var page = Text(await everywhere.Bot.PageAsync("/"));
        foreach (var row in (await everywhere.AskAsync("/mrr")).Table!.Rows.Skip(1).SkipLast(1)) page.ShouldContain($"{row[0].Split(" (")[0]} {Signed(row[1])} ");
        foreach (var row in (await everywhere.AskAsync("/forecast")).Table!.Rows) page.ShouldContain($"{row[0]}, projected {row[1]}");
        foreach (var row in (await everywhere.AskAsync("/segments")).Table!.Rows) page.ShouldContain(string.Join(' ', row.Where(cell => cell.Length > 0)));
        page.ShouldContain((await everywhere.AskAsync("/at-risk")).Headline);
    }

    [Fact]
    public async Task A_plan_limits_what_can_be_limited_and_two_limits_are_one_too_many()
    {
        const string plan = "team";
        var page = await everywhere.Bot.PageAsync($"/?plan={Uri.EscapeDataString(plan)}");
        (await everywhere.AskAsync($"/mrr for plan \"{plan}\"")).Headline.ShouldContain($" is {Tile(page, "mrr")} on ");
        (await everywhere.Bot.PageAsync($"/?plan={Uri.EscapeDataString(plan)}&segment=x")).ShouldContain("One limit at a time");
    }

    [Fact]
    public async Task A_past_month_is_that_of_its_last_day()
    {
        var page = await everywhere.Bot.PageAsync("/?period=last-month");
        var day = new DateOnly(Today.Year, Today.Month, 1).AddDays(-1);
        (await everywhere.AskAsync($"/mrr as of {day:yyyy-MM-dd}")).Headline.ShouldContain($"MRR was {Tile(page, "mrr")}".Replace("was", "is", StringComparison.Ordinal));
    }

    private DateOnly Today => everywhere.Company.Calendar.DayOf(TimeProvider.System.GetUtcNow());

    private static string Goal(string page, string id) => WebUtility.HtmlDecode(page[page.IndexOf($"id=\"t-{id}\"", StringComparison.Ordinal)..].Split("<span>")[2].Split('<')[0]).Split(" of ")[^1];

    /// <summary>"+$3,048" of the bridge for "+3,048" of the table.</summary>
    private static string Signed(string cell) => cell is ['+' or '−', .. var digits] ? $"{cell[0]}${digits}" : cell;
}
