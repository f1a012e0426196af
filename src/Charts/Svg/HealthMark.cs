namespace RevenueBot.Charts.Svg;

/// <summary>A band of health or risk: always a shape with a word beside it, never a colour alone.</summary>
/// <param name="Colour">Its colour in a theme.</param>
/// <param name="Shape">Its outline around the origin; empty is a dot.</param>
internal sealed record HealthMark(Func<Theme, string> Colour, IReadOnlyList<Point> Shape)
{
    private const double Size = 9;

    /// <summary>▲</summary>
    public static HealthMark High { get; } = new(t => t.High, [new(0, -Size), new(Size * 1.1, Size * 0.85), new(-Size * 1.1, Size * 0.85)]);

    /// <summary>◆</summary>
    public static HealthMark Medium { get; } = new(t => t.Medium, [new(0, -Size * 1.15), new(Size * 1.15, 0), new(0, Size * 1.15), new(-Size * 1.15, 0)]);

    /// <summary>●</summary>
    public static HealthMark Healthy { get; } = new(t => t.Healthy, []);

    /// <summary>○</summary>
    public static HealthMark NoData { get; } = new(t => t.NoData, []) { IsHollow = true };

    private bool IsHollow { get; init; }

    public void Draw(Page page, Point centre)
    {
        var colour = Colour(page.Theme);
        if (IsHollow) page.Canvas.Dot(centre, Size - 2, Paint.Line(new Stroke(colour, 3)));
        else if (Shape.Count == 0) page.Canvas.Dot(centre, Size, new Paint(colour));
        else page.Canvas.Area(Shape.Select(p => new Point(centre.X + p.X, centre.Y + p.Y)), colour);
    }
}
