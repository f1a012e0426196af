using RevenueBot.Charts.Svg;

namespace RevenueBot.Charts.Print;

/// <summary>A chart on a page: what is drawn above it, the plot as vectors, what it has to admit below.</summary>
internal static class PictureBlock
{
    /// <summary>Where the plot stands on a chart's canvas: below the subtitle, above the rule.</summary>
    private static readonly Box Window = new(20, 124, Page.Width - 20, 614);

    public static IEnumerable<Strip> Strips(PrintPicture picture, double width)
    {
        var (inside, window) = Plot(picture.Chart);
        var caption = Wrapped.Of(picture.Caption ?? picture.Chart.Subtitle ?? "", Sheet.Small, width, 2);
        foreach (var line in caption) yield return new Strip(Sheet.Leading(Sheet.Small), (canvas, at) => Blocks.Lines(canvas, at, [line], Sheet.Small)) { StaysWithNext = true, Above = line == caption[0] ? 10 : 0 };
        var scale = Math.Min(width / window.Width, Math.Min(1, picture.Most) * Sheet.PictureRoom / window.Height);
        var (drawn, height) = (window.Width * scale, window.Height * scale);
        yield return new Strip(height + 8, (canvas, at) => canvas.Nested(new Box(at.X, at.Y + 4, at.X + drawn, at.Y + 4 + height), window, inside));
        foreach (var line in Wrapped.Of(picture.Chart.Caveat ?? "", Sheet.Small, width, 2)) yield return new Strip(Sheet.Leading(Sheet.Small), (canvas, at) => Blocks.Lines(canvas, at, [line], Sheet.Small));
    }

    /// <summary>A chart that was kept as its document alone is shown whole.</summary>
    private static (string Content, Box Window) Plot(Chart chart)
    {
        if (chart.Inside is { } inside) return (inside.Content, Window with { Bottom = Math.Min(Window.Bottom, inside.Bottom + 8) });
        var body = chart.Svg.IndexOf('>', StringComparison.Ordinal) + 1;
        var end = chart.Svg.LastIndexOf("</svg>", StringComparison.Ordinal);
        return (end < body ? "" : chart.Svg[body..end], new Box(0, 0, Page.Width, Page.Height));
    }
}
