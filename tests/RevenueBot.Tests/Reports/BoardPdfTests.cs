using System.Text;
using RevenueBot.Access;
using RevenueBot.Charts;
using RevenueBot.Charts.Print;
using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Reports;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports;

public sealed class BoardPdfTests
{
    private const string Name = "Brightwater Clinics";

    private static readonly Digest Report = new()
    {
        Period = new(DigestKind.Monthly, new(2026, 10, 1), new(2026, 10, 31)), Title = "Larkspur Systems: board report, October 2026", Subject = "MRR $57,380, up $2,120 in October", Preheader = "",
        Headline = "MRR closed October at $57,380, up $2,120 (+3.8%).", ReceiptId = "ans_1", Footer = "Data through Tue 3 Nov 2026, 08:00 New York · USD · default definitions", Currency = Currency.Parse("USD"),
        DataThrough = new(2026, 11, 3, 13, 0, 0, TimeSpan.Zero), Figures = [new("mrr", "MRR", "$57,380", "+$2,120 (+3.8%) vs 30 Sep")], Decision = new("We ask the board", "to agree with two recommendations."),
        Restated = ["September closed at $55,260, not $55,288."],
        Sections =
        [
            new("bridge", "Movements") { Headline = "New customers added $3,910; churn took $2,860", Layout = DigestLayout.Wide, Charts = [Waterfall()], Tables = [new(null, new AnswerTable(["USD", "October"], [["Opening", "55,260"], ["Closing", "57,380"]]))] },
            new("risk", "Risk")
            {
                Headline = "31 customers are at high risk: $4,180 MRR (10 Nov)",
                Lists = [new("At stake", [new($"{Name} at high risk", "One customer at high risk", "$698 MRR") { Evidence = $"{Name}: card expired", NamesCustomers = true }])],
            },
            new("advice", "Recommendations") { Headline = "Two recommendations", Advice = [Advice("Call customers when a payment fails."), Advice($"Ask {Name} why.") with { NamesCustomers = true }] },
        ],
    };

    [Fact]
    public void EveryPartOfTheReportStandsOnItsPages()
    {
        var text = TextOf(Report);
        foreach (var part in (string[])[Report.Headline.TrimEnd('.'), "$57,380", "We ask the board", "September closed at $55,260, not $55,288.", "New customers added $3,910; churn took $2,860", "55,260", Name, "1. Call customers when a payment fails.", "Evidence", "Rule involuntary-share v2", "page 4 of 4"])
            text.ShouldContain(part);
        Composition.Pages(BoardPages.Of(Report)).Select(page => page.Bookmark).ShouldBe(["Summary", "Movements", "Risk", "Recommendations"]);
    }

    [Fact]
    public void ReadersWithoutTheRightToNamesGetNone()
    {
        foreach (var may in (Right[])[Right.Totals, Right.Totals | Right.Customers])
        {
            var report = DigestFor.Readers(Report, may);
            TextOf(report).ShouldNotContain(Name);
            Encoding.Latin1.GetString(BoardPdf.Render(report)).ShouldNotContain(Name);
        }
    }

    [Fact]
    public async Task ItsTextCanBeSearchedAndCopied()
    {
        if (!File.Exists("/usr/bin/pdftotext")) Assert.Skip("pdftotext (poppler-utils) is not installed.");
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, BoardPdf.Render(Report), TestContext.Current.CancellationToken);
            using var reader = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/usr/bin/pdftotext", ["-layout", file, "-"]) { RedirectStandardOutput = true })!;
            var text = await reader.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            foreach (var part in (string[])["MRR closed October at $57,380, up $2,120 (+3.8%)", "New customers added $3,910; churn took $2,860", "−$2,860", "Opening, Sep", "page 4 of 4"]) text.ShouldContain(part);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void TheSameReportGivesTheSameBytes() => BoardPdf.Render(Report).ShouldBe(BoardPdf.Render(Report));

    /// <summary>The words of all pages as they are drawn, a line after the other.</summary>
    internal static string TextOf(Digest digest) => string.Join('\n', Composition.Pages(BoardPages.Of(digest)).SelectMany(page => System.Xml.Linq.XDocument.Parse(page.Svg).Descendants().Where(one => one.Name.LocalName == "text").Select(one => one.Value)));

    private static DigestAdvice Advice(string what) => new(what, "Dana Osei, from 16 Nov", "3 of 6 had unpaid invoices.", "About $618 a month, if half pay.", "Call the four.", "Some pay by themselves. Likely.", "involuntary-share v2");

    private static DigestChart Waterfall() => new("bridge", "What moved MRR", WaterfallChart.Draw(new RevenueWaterfall { Currency = "USD", From = new(2026, 10, 1), To = new(2026, 10, 31), Opening = 55_260, New = 4_980, Churn = -2_860 }, new ChartFrame()));
}
