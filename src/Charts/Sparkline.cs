using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;

namespace RevenueBot.Charts;

/// <summary>The run of one metric as a line without words, for a tile or a table row.</summary>
/// <param name="Name">What it shows, for readers of its title: "ARPA".</param>
/// <param name="Measure">What it is measured in.</param>
/// <param name="Values">Oldest first; null where the metric is undefined.</param>
public sealed record Sparkline(string Name, Measure Measure, IReadOnlyList<decimal?> Values)
{
    /// <summary>220 × 96 px.</summary>
    public static (int Width, int Height) Tile => (220, 96);

    /// <summary>96 × 24 px, to stand in a line of text.</summary>
    public static (int Width, int Height) Inline => (96, 24);

    /// <summary>A complete SVG document without ids, so that a page can hold any number; scaled to its own range, without an axis.</summary>
    /// <param name="theme">Its colours.</param>
    /// <param name="size"><see cref="Tile"/>, <see cref="Inline"/> or any other size from 24 × 16 px.</param>
    /// <param name="isOpaque">True: on the theme's ground, for places whose own may be any. False: transparent.</param>
    public string Svg(Theme theme, (int Width, int Height) size, bool isOpaque = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Width, 24);
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Height, 16);
        var canvas = new Canvas("", theme.Surface);
        if (isOpaque) canvas.Rect(new Box(0, 0, size.Width, size.Height), new Paint(theme.Surface));
        SparkPath.Draw(canvas, theme, Values, new Box(0, 0, size.Width, size.Height));
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size.Width}\" height=\"{size.Height}\" viewBox=\"0 0 {size.Width} {size.Height}\" role=\"img\">"
            + $"<title>{Page.Escaped(Name)}</title><desc>{Page.Escaped(Description)}</desc>\n{canvas.Content}</svg>\n";
    }

    private string Description => Values.Any(v => v is not null)
        ? $"{Name}, {Counts.Of(Values.Count, "value")}, oldest first: {string.Join(", ", Values.Select(v => v is { } value ? Measure.Say(value) : "–"))}."
        : $"{Name}: no data yet.";
}
