namespace RevenueBot.Charts.Svg;

/// <summary>A line's look. Dashes are written as in SVG, "10 7".</summary>
internal readonly record struct Stroke(string Colour, double Width)
{
    public string? Dash { get; init; }
}

/// <summary>How a shape is filled and outlined. No fill is written as "none".</summary>
internal readonly record struct Paint(string Fill)
{
    public Stroke? Outline { get; init; }

    public static Paint Line(Stroke stroke) => new("none") { Outline = stroke };
}
