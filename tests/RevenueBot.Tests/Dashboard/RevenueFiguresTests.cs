using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using RevenueBot.Questions;
using RevenueBot.Tests.Everywhere;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Dashboard.PageReading;

namespace RevenueBot.Tests.Dashboard;

/// <summary>The revenue page says what the same questions answer, under every filter of its address.</summary>
public sealed class RevenueFiguresTests(EverywhereBot everywhere) : IClassFixture<EverywhereBot>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "", "")]
    [InlineData("?period=last-month", " last month", " as of {0}")]
    [InlineData("?period=last-6-months", " last 6 months", "")]
    [InlineData("?segment=SMB", " for segment \"SMB\"", " for segment \"SMB\"")]
    [InlineData("?plan=team&period=last-month", " for plan \"team\" last month", " for plan \"team\" as of {0}")]
    public async Task Its_figures_are_those_of_the_answers(string filters, string over, string at)
    {
        var page = await everywhere.Bot.PageAsync("/revenue" + filters);
        at = string.Format(CultureInfo.InvariantCulture, at, $"{new DateOnly(Today.Year, Today.Month, 1).AddDays(-1):yyyy-MM-dd}");
        (await everywhere.AskAsync($"/mrr{at}")).Headline.ShouldContain($" is {Tile(page, "mrr")} on ");
        (await everywhere.AskAsync($"/arr{at}")).Headline.ShouldContain($" is {Tile(page, "arr")} on ");
        (await FiguresAsync($"/mrr{at}"))["committed"].ShouldBe(Tile(page, "committed"));
        (await FiguresAsync($"/mrr why{over}"))["net"].ShouldBe(Tile(page, "net-new"));
        (await FiguresAsync($"/quick-ratio{over}"))["quick_ratio"].ShouldBe(Tile(page, "quick-ratio"));
        var (churn, retention) = (await FiguresAsync($"/churn{over}"), await FiguresAsync($"/retention{at}"));
        foreach (var rate in (string[])["logo_churn", "gross_mrr_churn", "net_mrr_churn"]) churn[rate].ShouldBe(Tile(page, rate.Replace('_', '-')), rate);
        foreach (var rate in (string[])["nrr", "grr"]) retention[rate].ShouldBe(Tile(page, rate), rate);
    }

    [Fact]
    public async Task Its_tables_are_those_of_the_answers()
    {
        var page = Text(await everywhere.Bot.PageAsync("/revenue"));
        foreach (var question in (string[])["/churn last 6 months", "/retention", "/clv", "/ltv", "/forecast", "/target", "/mrr why"])
        {
            foreach (var row in (await everywhere.AskAsync(question)).Table!.Rows) page.ShouldContain(string.Join(' ', row.Where(cell => cell.Length > 0).Select(cell => cell.Trim())), Case.Sensitive, question);
        }

        foreach (var row in (await everywhere.AskAsync("/mrr last 6 months")).Table!.Rows.Skip(1).SkipLast(1)) page.ShouldContain($"{row[2]} {row[1]} {row[3]}");
    }

    [Theory]
    [InlineData("plan"), InlineData("segment"), InlineData("country"), InlineData("currency")]
    public async Task A_split_adds_up_to_the_whole(string by)
    {
        var lines = (await everywhere.Bot.PageAsync($"/revenue?by={by}&period=last-month&csv=split")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var whole = (await everywhere.AskAsync("/mrr last month")).Series[0];
        lines[^1].ShouldStartWith("Total,");
        var (head, total) = (lines[0].TrimEnd('\r').Split(','), lines[^1].TrimEnd('\r').Split(','));
        Column(head, total, "Opening").ShouldBe(Whole(whole.Opening));
        Column(head, total, "Closing").ShouldBe(Whole(whole.Closing));
        Math.Abs(Column(head, total, "Churn") - Whole(whole.Churn)).ShouldBeLessThanOrEqualTo(1);
        Column(head, total, "Net new").ShouldBe(Whole(whole.Closing) - Whole(whole.Opening));
        var rows = lines[1..^1].Select(line => line.TrimEnd('\r').Split(',')).ToList();
        foreach (var name in (string[])["Opening", "Net new", "Closing"]) rows.Sum(row => Column(head, row[^head.Length..], name)).ShouldBe(Column(head, total, name), name);
        var answer = (await everywhere.AskAsync($"/mrr by {by} last month")).Table!;
        foreach (var row in rows.Where(row => answer.Columns.Contains(row[0]))) answer.Rows[^2][answer.Columns.ToList().IndexOf(row[0])].Replace(",", "", StringComparison.Ordinal).ShouldBe(row[^2], row[0]);
    }

    [Theory]
    [InlineData("churn=-1", "churn -1pp")]
    [InlineData("sales=%2B10%25", "sales +10%")]
    [InlineData("price=2,5", "prices +2.5%")]
    [InlineData("churn=0.5&sales=-10&price=5", "churn +0.5pp and sales -10% and prices +5%")]
    public async Task A_supposition_in_the_address_is_that_of_the_question(string address, string said)
    {
        var supposed = await everywhere.AskAsync($"/forecast over 12 months what if {said}");
        var page = await everywhere.Bot.PageAsync($"/revenue?{address}&ahead=12");
        Text(page).ShouldContain(supposed.Headline);
        foreach (var row in supposed.Table!.Rows) Text(page).ShouldContain(string.Join(' ', row));
    }

    [Fact]
    public async Task What_stands_in_the_form_is_what_is_supposed_and_the_rest_of_the_address_goes_along()
    {
        var page = WebUtility.HtmlDecode(await everywhere.Bot.PageAsync("/revenue?churn=-1&price=%2B5%20%25&sales=0&by=plan"));
        var form = Regex.Match(page, "<form [^>]*aria-label=\"What if\".*?</form>", RegexOptions.Singleline).Value;
        foreach (var (name, value) in ((string, string)[])[("churn", "−1"), ("price", "+5")]) form.ShouldMatch($"<input [^>]*name=\"{name}\" [^>]*value=\"{Regex.Escape(value)}\"");
        form.ShouldNotMatch("name=\"sales\" [^>]*value=\"[^\"]");
        form.ShouldContain("<input type=\"hidden\" name=\"by\" value=\"plan\"");
        form.ShouldNotContain("type=\"hidden\" name=\"price\"");
    }

    [Fact]
    public async Task Nonsense_in_the_address_is_named_and_supposes_nothing()
    {
        var page = Text(await everywhere.Bot.PageAsync("/revenue?churn=%3Cb%3Emuch&sales=-101&price=5"));
        page.ShouldContain("“<b>much” is no number of percentage points from −20 to 20, such as −1 or 0.5: the forecast supposes no change of churn.");
        page.ShouldContain("“-101” is no number of percent from −100 to 1000, such as −1 or 0.5: the forecast supposes no change of sales.");
        page.ShouldContain((await everywhere.AskAsync("/forecast what if prices +5%")).Headline);
    }

    [Fact]
    public async Task What_cannot_be_limited_says_so_and_is_of_the_whole_company()
    {
        var page = Text(await everywhere.Bot.PageAsync("/revenue?segment=SMB"));
        page.ShouldContain("Not limited to one segment, but of the whole company: realised CLV, LTV, the forecast, targets, the split.");
        page.ShouldContain((await everywhere.AskAsync("/forecast")).Headline);
        Text(await everywhere.Bot.PageAsync("/revenue?currency=constant")).ShouldContain("every other figure is at the rates of its days");
    }

    [Fact]
    public async Task Every_table_is_a_file_and_every_receipt_opens()
    {
        var page = await everywhere.Bot.PageAsync("/revenue");
        string[] ids = [.. Regex.Matches(page, "csv=([a-z-]+)\"").Select(match => match.Groups[1].Value).Distinct()];
        ids.ShouldBe(["trend", "forecast", "months", "bridge", "churn", "split", "churn-split", "retention", "clv", "ltv", "target"], ignoreOrder: true);
        foreach (var id in ids) (await everywhere.Bot.PageAsync($"/revenue?csv={id}")).Split('\n').Length.ShouldBeGreaterThan(2, id);
        foreach (var receipt in Regex.Matches(page, "href=\"(/receipt[^\"]+)\"").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct()) (await everywhere.Bot.PageAsync(receipt)).ShouldContain("class=\"finding\"");
    }

    private DateOnly Today => everywhere.Company.Calendar.DayOf(TimeProvider.System.GetUtcNow());

    private async Task<Dictionary<string, string>> FiguresAsync(string question) => (await everywhere.AskAsync(question)).Figures.ToDictionary(figure => figure.Key, figure => figure.Value);

    private static decimal Column(string[] head, string[] row, string name) => decimal.Parse(row[Array.IndexOf(head, name)], CultureInfo.InvariantCulture);

    private static decimal Whole(long micros) => Math.Round(micros / 1_000_000m, MidpointRounding.AwayFromZero);
}
