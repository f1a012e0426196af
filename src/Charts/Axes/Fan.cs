using RevenueBot.Charts.Svg;

namespace RevenueBot.Charts.Axes;

/// <summary>A projected value as pixels: its height and those of the edges of its bands.</summary>
internal readonly record struct FanPoint(double X, double Y, (double Low, double High) Band80, (double Low, double High) Band95);

/// <summary>A projection: the wide band, the narrow band, then the dashed line, all from the last actual point on.</summary>
internal static class Fan
{
    public static void Draw(Page page, Point start, IReadOnlyList<FanPoint> points)
    {
        if (points.Count == 0) return;
        Band(p => p.Band95, page.Theme.Band95);
        Band(p => p.Band80, page.Theme.Band80);
        page.Canvas.Polyline([start, .. points.Select(p => new Point(p.X, p.Y))], new Stroke(page.Theme.Projection, 4) { Dash = "10 7" });

        void Band(Func<FanPoint, (double Low, double High)> of, string fill) => page.Canvas.Area(
            [start, .. points.Select(p => new Point(p.X, of(p).High)), .. points.Reverse().Select(p => new Point(p.X, of(p).Low))], fill);
    }
}
