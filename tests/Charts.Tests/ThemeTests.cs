using System.Globalization;
using Shouldly;
using Xunit;

namespace RevenueBot.Charts.Tests;

public sealed class ThemeTests
{
    public static TheoryData<Theme> Themes => [Theme.Light, Theme.Dark];

    [Theory, MemberData(nameof(Themes))]
    public void TextReachesAContrastOfFourAndAHalf(Theme t) =>
        new[] { t.Text, t.Muted, t.Projection, t.Accent, t.Good, t.Bad }.ShouldAllBe(c => Contrast(c, t.Surface) >= 4.5);

    [Theory, MemberData(nameof(Themes))]
    public void MarksReachAContrastOfThree(Theme t)
    {
        string[] marks = [t.Axis, t.Total, t.New, t.Expansion, t.Reactivation, t.Contraction, t.Churn, t.Other, t.High, t.Medium, t.Healthy, t.NoData, .. t.Plans];
        marks.ShouldAllBe(c => Contrast(c, t.Surface) >= 3);
    }

    [Theory, MemberData(nameof(Themes))]
    public void FiguresOnTheRampAreLegibleAndItsStepsRise(Theme t)
    {
        t.Ramp.ShouldAllBe(c => Math.Max(Contrast(t.Text, c), Contrast(t.Surface, c)) >= 4.45);
        var distance = t.Ramp.Select(c => Contrast(c, t.Surface)).ToArray();
        distance.ShouldBe(distance.Order());
    }

    [Fact]
    public void TheFormulaIsTheOneOfWcag()
    {
        Contrast("#FFFFFF", "#000000").ShouldBe(21, 0.001);
        Contrast(Theme.Light.Text, Theme.Light.Surface).ShouldBe(17.5, 0.05);
    }

    [Fact]
    public void InAPageEachColourTurnsIntoItsCounterpart()
    {
        string[] light = Colours(Theme.Light), dark = Colours(Theme.Dark);
        var page = PageChart.BothThemes(string.Concat(light.Select(colour => $"<rect fill=\"{colour}\"/>")));
        page.ShouldBe(string.Concat(light.Zip(dark, (l, d) => $"<rect fill=\"light-dark({l},{d})\"/>")));
    }

    [Fact]
    public void APageLeavesOutTheFrameOfAChart()
    {
        var inline = PageChart.Inline(RevenueTrendChart.Draw(new RevenueTrend { Currency = "USD", Months = [] }, new ChartFrame()), "trend");
        inline.ShouldContain("viewBox=\"36 126 1128 470\"");
        inline.ShouldNotContain("width=\"1200\" height=\"675\"");
        inline.ShouldContain("light-dark(#131A24,#F1F4F8)");
    }

    private static string[] Colours(Theme t) =>
    [
        .. typeof(Theme).GetProperties().Where(property => property.PropertyType == typeof(string) && property.Name != nameof(Theme.Name)).Select(property => (string)property.GetValue(t)!),
        .. t.Plans, .. t.Ramp,
    ];

    /// <summary>https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio</summary>
    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            var c = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }
}
