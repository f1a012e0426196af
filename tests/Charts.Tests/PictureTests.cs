using RevenueBot.Charts.Tests.States;
using Shouldly;
using Xunit;

namespace RevenueBot.Charts.Tests;

/// <summary>Draws all states into a folder to look at: CHART_PICTURES=/some/folder.</summary>
public sealed class PictureTests
{
    [Fact]
    public void PicturesOfAllStatesCanBeLookedAt()
    {
        var folder = Environment.GetEnvironmentVariable("CHART_PICTURES");
        var only = Environment.GetEnvironmentVariable("CHART_PICTURES_ONLY")?.Split(',');
        foreach (var (name, chart) in All().Where(p => folder is null ? p.Name.EndsWith("reference", StringComparison.Ordinal) : only?.Any(o => p.Name.Contains(o, StringComparison.Ordinal)) != false))
        {
            var png = ChartImage.Png(chart.Svg);
            png.Length.ShouldBeGreaterThan(10_000, name);
            if (folder is null) continue;
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Combine(folder, name + ".png"), png);
            File.WriteAllText(Path.Combine(folder, name + ".svg"), chart.Svg);
            if (chart.Slim?.Value is { } slim) File.WriteAllBytes(Path.Combine(folder, name + "-slim.png"), ChartImage.Png($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 126 652 {slim.Bottom - 118:0}\" font-family=\"Inter\"><rect y=\"126\" width=\"652\" height=\"{slim.Bottom}\" fill=\"{(name.StartsWith("dark", StringComparison.Ordinal) ? Theme.Dark : Theme.Light).Surface}\"/>{slim.Content}</svg>", 652, (int)slim.Bottom - 118));
            File.WriteAllText(Path.Combine(folder, name + ".txt"), chart.Title + "\n" + chart.AltText + "\n");
        }
    }

    private static IEnumerable<(string Name, Chart Chart)> All()
    {
        foreach (var theme in (Theme[])[Theme.Light, Theme.Dark])
        {
            var frame = new ChartFrame { Theme = theme, Footer = Samples.Footer };
            foreach (var (words, i) in Samples.Nasty.Select((w, i) => (w, i)))
                yield return ($"{theme.Name}-words-{i}", WaterfallChart.Draw(Samples.Waterfall, frame with { Title = words, Subtitle = words, Footer = words }));
            foreach (var (name, draw) in Gallery.All) yield return ($"{theme.Name}-{name}", draw(frame));
        }
    }
}
