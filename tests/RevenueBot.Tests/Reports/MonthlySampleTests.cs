using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Access;
using RevenueBot.Charts.Print;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Reports;
using RevenueBot.Tests.Questions.Ratios;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports;

/// <summary>The board report of the sample company. BOARD_PAGES=/some/folder keeps the PDFs to be looked at.</summary>
public sealed class MonthlySampleTests(SampleBot bot) : IClassFixture<SampleBot>
{
    private static readonly string[] _everyPage = ["bridge", "plans", "churn", "cohorts", "risk", "acquisition", "forecast", "advice", "definitions"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_month_has_a_page_for_each_finding()
    {
        var report = await ReportAsync(bot.Services, new(2026, 10, 1));
        report.Sections.Select(section => section.Key).ShouldBe(_everyPage);
        report.Subject.Length.ShouldBeLessThanOrEqualTo(50);
        report.Preheader.Length.ShouldBeInRange(80, 110);
        report.Headline.ShouldStartWith("MRR closed October at $");
        report.Decision.ShouldNotBeNull();
        report.Sections.Single(section => section.Key == "advice").Advice.Count.ShouldBeInRange(1, 3);
        var pdf = Keep(report, "2026-10");
        pdf.Length.ShouldBeLessThan(2_000_000);
        BoardPdf.Render(report).ShouldBe(pdf);
    }

    [Fact]
    public async Task What_it_says_is_what_ask_says()
    {
        var report = await ReportAsync(bot.Services, new(2026, 10, 1));
        var (bridge, churn, forecast, acquisition, cohorts) = (Section(report, "bridge"), Section(report, "churn"), Section(report, "forecast"), Section(report, "acquisition"), Section(report, "cohorts"));

        var balance = await AskAsync("/mrr");
        balance.Headline.ShouldContain(report.Figures[0].Value);
        report.Headline.ShouldContain(report.Figures[0].Value);
        report.Figures.Where(figure => figure.Key is "customers" or "arpa").ShouldBe(balance.Figures.Where(figure => figure.Key is "customers" or "arpa"));

        var month = await AskAsync("/mrr in October 2026");
        bridge.Figures.ShouldBe(month.Figures);
        Cells(bridge.Tables[0].Table).ShouldBe(Cells(month.Table!));
        Section(report, "plans").Headline.ShouldBe((await AskAsync("/mrr by plan last 12 months")).Headline.TrimEnd('.'));

        var gross = await AskAsync("/churn gross");
        churn.Headline.ShouldBe(gross.Headline.TrimEnd('.'));
        foreach (var figure in gross.Figures.Where(figure => figure.Key != "left_customers").Concat((await AskAsync("/quick-ratio in October 2026")).Figures.Take(1))) churn.Figures.ShouldContain(figure);
        foreach (var figure in (await AskAsync("/nrr")).Figures.Where(figure => figure.Key is "nrr" or "grr")) churn.Figures.ShouldContain(figure with { Label = $"{figure.Label}, 12 months" });
        (await AskAsync("/churn gross last 12 months")).Table!.Rows.TakeLast(6).SelectMany(row => row).ShouldBe(churn.Tables[^1].Table.Rows.SelectMany(row => row));
        Cells(churn.Tables[0].Table with { Columns = [] }).ShouldBeSubsetOf([.. Cells((await AskAsync("/mrr why in October 2026")).Table!).Select(cell => cell.Replace("  ", "– ", StringComparison.Ordinal))]);

        cohorts.Headline.ShouldBe((await AskAsync("/cohorts")).Headline.TrimEnd('.'));
        acquisition.Headline.ShouldBe((await AskAsync("/trials conversion")).Headline.TrimEnd('.'));
        acquisition.Figures.ShouldContain((await AskAsync("/ltv")).Figures[0]);
        acquisition.Figures.ShouldContain((await AskAsync("/clv")).Figures[0]);

        var ahead = await AskAsync("/forecast");
        Cells(forecast.Tables[0].Table).ShouldBe(Cells(ahead.Table!));
        forecast.Headline!.ShouldContain($"${ahead.Table!.Rows[0][1]}");
    }

    /// <summary>Teams fetches pictures by signed address, each drawn again from its question.</summary>
    [Fact]
    public async Task Pictures_of_the_ledger_are_drawn_again_with_the_same_figures()
    {
        var now = TimeProvider.System.GetUtcNow(); // the sample was recorded today: nothing was known before
        foreach (var (kind, keys) in ((DigestKind, string[])[])[(DigestKind.Daily, ["mrr-chart"]), (DigestKind.Weekly, ["mrr-waterfall"]), (DigestKind.Monthly, ["mrr-chart", "bridge"])])
        {
            var report = await bot.Services.GetRequiredService<Reporter>().BuildAsync(DigestPeriods.At(kind, now, bot.Services.GetRequiredService<Company>().Calendar), now, Ct);
            var charts = report.Sections.SelectMany(section => section.Charts).Prepend(report.Chart!).Where(chart => chart.AnswerId is not null).ToList();
            charts.Select(chart => chart.Key).ShouldBe(keys);
            foreach (var chart in charts)
            {
                var again = await bot.Services.GetRequiredService<Asker>().AskAgainAsync(chart.AnswerId!, new AskContext(now.AddHours(1)), Ct);
                again.ShouldNotBeNull().Chart.ShouldNotBeNull().Value.AltText.ShouldBe(chart.Chart.AltText, chart.Key);
            }
        }
    }

    [Fact]
    public async Task Plans_add_up_to_the_month()
    {
        var report = await ReportAsync(bot.Services, new(2026, 10, 1));
        var rows = Section(report, "plans").Tables[0].Table.Rows;
        foreach (var column in (int[])[1, 2])
            rows.SkipLast(1).Sum(row => Number(row[column])).ShouldBe(Number(rows[^1][column]));
        rows.SkipLast(1).Sum(row => Number(row[4].TrimEnd('%'))).ShouldBe(100);
    }

    [Theory]
    [InlineData("2024-01-01"), InlineData("2024-02-01"), InlineData("2024-09-01"), InlineData("2024-12-01"), InlineData("2025-06-01"), InlineData("2026-03-01")]
    public async Task Every_month_is_told_and_nothing_is_empty(string month)
    {
        var report = await ReportAsync(bot.Services, DateOnly.Parse(month, CultureInfo.InvariantCulture));
        Keep(report, month[..7]);
        Whole(report);
    }

    [Fact]
    public async Task Readers_without_the_right_to_names_get_a_pdf_without_them()
    {
        var report = await ReportAsync(bot.Services, new(2026, 10, 1));
        var names = Section(report, "risk").Lists.SelectMany(list => list.Items).Select(item => item.Finding).ToList();
        names.ShouldNotBeEmpty();
        names.ShouldAllBe(name => TextOf(report).Contains(name, StringComparison.Ordinal));
        foreach (var may in (Right[])[Right.Totals, Right.Totals | Right.Customers])
            names.ShouldAllBe(name => !TextOf(DigestFor.Readers(report, may)).Contains(name, StringComparison.Ordinal));
        Keep(DigestFor.Readers(report, Right.Totals), "2026-10-totals");
    }

    internal static void Whole(Digest report)
    {
        report.Headline.ShouldNotBeNullOrWhiteSpace();
        foreach (var section in report.Sections)
        {
            section.Headline.ShouldNotBeNullOrWhiteSpace(section.Key);
            (section.Tables.Count + section.Charts.Count + section.Figures.Count + section.Advice.Count).ShouldBeGreaterThan(0, section.Key);
            section.Tables.ShouldAllBe(table => table.Table.Rows.Count > 0 && table.Table.Rows.All(row => row.Count == table.Table.Columns.Count));
        }

        var text = TextOf(report);
        foreach (var wrong in (string[])["NaN", "∞", "$-", "  ."]) text.ShouldNotContain(wrong);
        report.Sections[^1].Key.ShouldBe("definitions");
    }

    internal static byte[] Keep(Digest report, string name)
    {
        var pdf = BoardPdf.Render(report);
        if (Environment.GetEnvironmentVariable("BOARD_PAGES") is not { } folder) return pdf;
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, $"{name}.pdf"), pdf);
        return pdf;
    }

    /// <summary>As it would be made on the third of the next month.</summary>
    internal static Task<Digest> ReportAsync(IServiceProvider services, DateOnly month) => services.GetRequiredService<Reporter>().BuildAsync(
        new DigestPeriod(DigestKind.Monthly, month, month.AddMonths(1).AddDays(-1)), new(month.AddMonths(1).AddDays(2), new TimeOnly(14, 0), TimeSpan.Zero), Ct);

    internal static string TextOf(Digest digest) => string.Join('\n', Composition.Pages(BoardPages.Of(digest)).SelectMany(page => System.Xml.Linq.XDocument.Parse(page.Svg).Descendants().Where(one => one.Name.LocalName == "text").Select(one => one.Value)));

    private Task<Answer> AskAsync(string text) => bot.Services.GetRequiredService<Asker>().AskAsync(text, new AskContext(new(2026, 11, 3, 14, 0, 0, TimeSpan.Zero), "2026-10-31"), Ct);

    private static DigestSection Section(Digest report, string key) => report.Sections.Single(section => section.Key == key);

    private static IReadOnlyList<string> Cells(AnswerTable table) => [.. table.Columns, .. table.Rows.SelectMany(row => row)];

    private static decimal Number(string text) => decimal.Parse(text.Replace('−', '-').Replace("+", "", StringComparison.Ordinal), NumberStyles.Number, CultureInfo.InvariantCulture);
}
