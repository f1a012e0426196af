using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace RevenueBot.Charts.Tests;

public sealed class SparklineTests
{
    private static readonly XNamespace Ns = "http://www.w3.org/2000/svg";

    public static TheoryData<string, decimal?[]> Runs => new()
    {
        { "rising", [1, 2, 3, 5, 8] }, { "flat", [4, 4, 4] }, { "zeros", [0, 0] }, { "below zero", [-5, -9, -1] },
        { "one", [3] }, { "gap", [1, null, 3, 4, null] }, { "huge", [1, 987_654_321_987m, 2] }, { "nothing", [] }, { "undefined", [null, null] },
    };

    [Theory, MemberData(nameof(Runs))]
    public void EveryRunStaysInsideItsPicture(string name, decimal?[] values)
    {
        foreach (var size in ((int Width, int Height)[])[Sparkline.Tile, Sparkline.Inline])
        {
            var root = XDocument.Parse(new Sparkline(name, Measure.Ratio, values).Svg(Theme.Light, size)).Root!;
            var points = root.Elements(Ns + "path").SelectMany(p => ((string)p.Attribute("d")!).TrimStart('M').Split(" L")).Select(p => p.Split(',').Select(double.Parse).ToArray())
                .Concat(root.Elements(Ns + "circle").Select(c => new[] { (double)c.Attribute("cx")!, (double)c.Attribute("cy")! }));
            points.ShouldAllBe(p => p[0] >= 2 && p[0] <= size.Width - 2 && p[1] >= 2 && p[1] <= size.Height - 2);
            root.Descendants().ShouldAllBe(e => e.Attribute("id") == null);
        }
    }

    [Fact]
    public void ItsWordsHoldItsFigures()
    {
        var root = XDocument.Parse(new Sparkline("Logo <churn>", Measure.Percentage, [0.031m, null, 0.034m]).Svg(Theme.Dark, Sparkline.Tile)).Root!;
        root.Element(Ns + "title")!.Value.ShouldBe("Logo <churn>");
        root.Element(Ns + "desc")!.Value.ShouldBe("Logo <churn>, 3 values, oldest first: 3.1%, –, 3.4%.");
    }

    [Fact]
    public void ItIsTheSamePictureAtAnyScale()
    {
        var small = new Sparkline("A", Measure.Count, [1, 2, 3]).Svg(Theme.Light, Sparkline.Inline);
        new Sparkline("A", Measure.Count, [1000, 2000, 3000]).Svg(Theme.Light, Sparkline.Inline).Split("</desc>")[1].ShouldBe(small.Split("</desc>")[1]);
    }
}
