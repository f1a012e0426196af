using RevenueBot.Charts.Tests.States;
using Shouldly;
using Xunit;

namespace RevenueBot.Charts.Tests;

/// <summary>What has to hold for every chart in every state.</summary>
public sealed class LayoutTests
{
    public static TheoryData<string> States => [.. Gallery.All.Keys];

    [Theory, MemberData(nameof(States))]
    public void EveryChartIsLegibleInEveryState(string state) => Check(Gallery.All[state](new ChartFrame { Footer = Samples.Footer }));

    [Theory, MemberData(nameof(States))]
    public void TheThemeChangesColoursAndNothingElse(string state)
    {
        string[] colours = ["fill", "stroke", "id", "aria-labelledby"];
        var (light, dark) = (new Sheet(Gallery.All[state](new ChartFrame())), new Sheet(Gallery.All[state](new ChartFrame { Theme = Theme.Dark })));
        Shapes(light).ShouldBe(Shapes(dark));
        IEnumerable<string> Shapes(Sheet sheet) => sheet.Root.DescendantsAndSelf()
            .Select(e => $"{e.Name.LocalName} {string.Join(' ', e.Attributes().Where(a => !colours.Contains(a.Name.LocalName)))} {(e.HasElements ? "" : e.Value)}");
    }

    [Fact]
    public void AnyPossibleTrendIsLegible()
    {
        var random = new Random(20261124);
        for (var i = 0; i < 150; i++) Check(RevenueTrendChart.Draw(Samples.Random(random), new ChartFrame()), $"random {i}");
    }

    [Fact]
    public void AnyPossibleWaterfallIsLegibleAndAddsUp()
    {
        var random = new Random(42);
        for (var i = 0; i < 150; i++)
        {
            var scale = (decimal)Math.Pow(10, random.Next(-3, 8));
            decimal Amount() => random.Next(3) == 0 ? 0 : random.Next(0, 9999) * scale / 7;
            var data = new RevenueWaterfall
            {
                Currency = i % 2 == 0 ? "USD" : "CHF",
                From = new(2026, 11, 2),
                To = new(2026, 11, 8),
                Opening = Amount() * random.Next(1, 30),
                New = Amount(),
                Expansion = Amount(),
                Resumed = Amount(),
                Contraction = -Amount(),
                Churn = -Amount(),
                Fx = Amount() - Amount(),
            };
            var chart = WaterfallChart.Draw(data, new ChartFrame());
            Check(chart, $"random {i}");
            AddsUp(chart.AltText).ShouldBeTrue(chart.AltText);
        }
    }

    [Fact]
    public void AnyPossibleCohortsAreLegible()
    {
        var random = new Random(77);
        for (var i = 0; i < 100; i++) Check(CohortHeatmapChart.Draw(CohortStates.Random(random), new ChartFrame()), $"random {i}");
    }

    [Fact]
    public void AnyPossibleLineIsLegible()
    {
        var random = new Random(78);
        for (var i = 0; i < 150; i++) Check(LineTrendChart.Draw(LineStates.Random(random), new ChartFrame()), $"random {i}");
    }

    [Fact]
    public void EveryStrangeTitleSubtitleAndFooterIsLegible()
    {
        foreach (var words in Samples.Nasty)
        {
            var frame = new ChartFrame { Title = words, Subtitle = words, Footer = words };
            Check(RevenueTrendChart.Draw(Samples.Trend, frame), words);
            Check(WaterfallChart.Draw(Samples.Waterfall, frame), words);
        }
    }

    private static void Check(Chart chart, string? state = null)
    {
        var sheet = new Sheet(chart);
        sheet.Faults().ShouldBeEmpty(state);
        (Sheet.Half(chart)?.Faults() ?? []).ShouldBeEmpty($"{state} in half of a page");
        (Sheet.Slim(chart)?.Faults() ?? []).ShouldBeEmpty($"{state} on a phone");
        chart.AltText.Length.ShouldBeLessThanOrEqualTo(Chart.AltTextLimit);
        sheet.Title.ShouldBe(Text.SafeText.Readable(chart.Title));
    }

    /// <summary>"opening 1; new +2; closing 3." holds its own proof.</summary>
    private static bool AddsUp(string altText)
    {
        var figures = altText[(altText.IndexOf(": ", StringComparison.Ordinal) + 2)..].TrimEnd('.').Split("; ")
            .Select(f => decimal.Parse(f.Split(' ')[^1].Replace('\u2212', '-'), System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return figures[..^1].Sum() == figures[^1];
    }
}
