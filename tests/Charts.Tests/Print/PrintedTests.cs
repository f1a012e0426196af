using System.Globalization;
using System.Text;
using System.Xml.Linq;
using RevenueBot.Charts.Print;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;
using Shouldly;
using Xunit;

namespace RevenueBot.Charts.Tests.Print;

/// <summary>What holds for every document, whatever is written in it.</summary>
public sealed class PrintedTests
{
    private static readonly XNamespace Ns = "http://www.w3.org/2000/svg";

    [Fact]
    public void NoTextEverLeavesItsPageOrStandsOnAnother()
    {
        var random = new Random(20261130);
        for (var i = 0; i < 12; i++)
        {
            foreach (var page in Composition.Pages(Documents.Random(random)))
            {
                var texts = Texts(page).ToList();
                texts.Where(text => text.Box is { Left: < RevenueBot.Charts.Print.Sheet.Margin - 1 } or { Top: < 20 } || text.Box.Right > RevenueBot.Charts.Print.Sheet.Width - RevenueBot.Charts.Print.Sheet.Margin + 1 || text.Box.Bottom > RevenueBot.Charts.Print.Sheet.Height - 20)
                    .Select(text => $"{i}: {text.Text} {text.Box}").ShouldBeEmpty();
                Overlaps(texts).Select(pair => $"{i}: {pair}").ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public void WhatDoesNotFitIsContinuedUnderTheSameTitleAndTheHeadOfItsTable()
    {
        var rows = Enumerable.Range(1, 90).Select(i => (IReadOnlyList<string>)[$"customer {i}", $"{i}"]).ToList();
        var pages = Composition.Pages(Documents.Of(new PrintPage("Customers", "90 customers", [new PrintRow(new PrintColumn(1, [new PrintTable(["Customer", "MRR"], rows)]))])));

        pages.Count.ShouldBeGreaterThan(1);
        pages.Select(page => page.Bookmark).ShouldBe(["Customers", .. Enumerable.Repeat<string?>(null, pages.Count - 1)]);
        pages.SelectMany(Texts).Select(text => text.Text).Where(text => text.StartsWith("customer ", StringComparison.Ordinal)).ShouldBe(rows.Select(row => row[0]));
        foreach (var (page, i) in pages.Select((page, i) => (page, i)))
        {
            Texts(page).Count(text => text.Text == "Customer").ShouldBe(1);
            Texts(page).ShouldContain(text => text.Text == $"page {i + 1} of {pages.Count}");
            Texts(page).ShouldContain(text => text.Text == (i == 0 ? "90 customers" : "90 customers (continued)"));
        }
    }

    [Fact]
    public void ATableThatIsTooWideGoesOnBelowUnderTheSameLabels()
    {
        string[] columns = ["Month", .. Enumerable.Range(1, 40).Select(i => $"Column {i}")];
        var page = Composition.Pages(Documents.Of(new PrintPage("Wide", "Wide", [new PrintRow(new PrintColumn(1, [new PrintTable(columns, [[.. columns.Select((_, i) => i == 0 ? "October" : $"{i},000,000")]])]))])));
        var texts = page.SelectMany(Texts).Select(text => text.Text).ToList();
        texts.Count(text => text == "October").ShouldBeGreaterThan(1);
        foreach (var i in Enumerable.Range(1, 40)) texts.ShouldContain($"{i},000,000");
    }

    [Fact]
    public void AHeadingNeverEndsAPage()
    {
        var blocks = Enumerable.Range(0, 40).SelectMany(i => (PrintBlock[])[new PrintText($"Heading {i}", PrintWeight.Heading), new PrintText(string.Concat(Enumerable.Repeat($"words of {i} ", 60)))]).ToList();
        foreach (var page in Composition.Pages(Documents.Of(new PrintPage("Long", "Long", [new PrintRow(new PrintColumn(1, blocks))]))))
            Texts(page).Where(text => text.Box.Bottom < RevenueBot.Charts.Print.Sheet.Bottom + 10).MaxBy(text => text.Box.Bottom)!.Text.ShouldNotStartWith("Heading");
    }

    [Fact]
    public void AChartStandsOnAPageAsShapesWithoutItsOwnTitleAndFooter()
    {
        var chart = RevenueTrendChart.Draw(Samples.Trend, new ChartFrame { Footer = Samples.Footer });
        var page = Composition.Pages(Documents.Of(new PrintPage("MRR", "MRR", [new PrintRow(new PrintColumn(1, [new PrintPicture(chart)]))]))).ShouldHaveSingleItem();
        var texts = XDocument.Parse(page.Svg).Descendants(Ns + "text").Select(text => text.Value).ToList();
        texts.ShouldNotContain(chart.Title);
        texts.ShouldNotContain("RevenueBot");
        page.Svg.ShouldNotContain("<image");
        chart.Subtitle.ShouldNotBeNull();
    }

    [Fact]
    public void ThePdfHasTextBookmarksFontsAndNoClock()
    {
        var document = Documents.Of([.. Enumerable.Range(1, 3).Select(i => new PrintPage($"Part {i}", $"Part {i} – “Zoë’s café”", [new PrintRow(new PrintColumn(1, [new PrintText("MRR rose to $58,430."), new PrintPicture(WaterfallChart.Draw(Samples.Waterfall, new ChartFrame()))]))]))]);
        var pdf = PrintedPdf.Of(document);
        var text = Encoding.Latin1.GetString(pdf);

        text.ShouldStartWith("%PDF-1.");
        text.Split("/Type /Page %").Length.ShouldBe(4);
        text.ShouldContain("/Outlines");
        text.ShouldContain("Inter");
        text.ShouldContain("/ToUnicode");
        text.ShouldContain("FontFile");
        text.ShouldNotContain("/Subtype /Image");
        text.ShouldContain("20261103120000");
        PrintedPdf.Of(document).ShouldBe(pdf);
        Parallel.For(0, 4, _ => PrintedPdf.Of(document).ShouldBe(pdf));
    }

    private static IEnumerable<(string Text, Box Box)> Texts(PrintedPage page) => XDocument.Parse(page.Svg).Root!.Elements(Ns + "text").Select(Read);

    private static (string Text, Box Box) Read(XElement e)
    {
        var size = N(e, "font-size");
        var style = new TextStyle(size, "", (int?)e.Attribute("font-weight") ?? 400)
        {
            Anchor = (string?)e.Attribute("text-anchor") == "end" ? Anchor.End : Anchor.Start, Spacing = e.Attribute("letter-spacing") is null ? 0 : N(e, "letter-spacing") / size,
        };
        return (e.Value, Canvas.BoxOf(new(N(e, "x"), N(e, "y")), e.Value, style));
    }

    private static IEnumerable<string> Overlaps(List<(string Text, Box Box)> texts) =>
        texts.SelectMany((text, i) => texts.Skip(i + 1).Where(other => other.Box.Touches(text.Box)).Select(other => $"{text.Text} | {other.Text}"));

    private static double N(XElement e, string name) => double.Parse((string)e.Attribute(name)!, CultureInfo.InvariantCulture);
}
