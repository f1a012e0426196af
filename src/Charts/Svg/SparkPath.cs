using RevenueBot.Charts.Figures;

namespace RevenueBot.Charts.Svg;

/// <summary>A line scaled to its own range with a dot at its end.</summary>
internal static class SparkPath
{
    /// <summary>Draws the values that there are; a flat line stands at half height, a gap stays a gap.</summary>
    public static void Draw(Canvas canvas, Theme theme, IReadOnlyList<decimal?> values, Box box)
    {
        var known = values.Select((v, i) => (Value: v, Index: i)).Where(v => v.Value is not null).Select(v => (Value: (double)v.Value!.Value, v.Index)).ToArray();
        if (known.Length == 0) return;
        var small = box.Height < 60;
        var (stroke, radius) = small ? (2.5, 3.5) : (4d, 8d);
        var room = box.Inset(radius + 1.5);
        var (low, high) = (known.Min(k => k.Value), known.Max(k => k.Value));
        var y = high > low ? new Scale(low, high, room.Bottom, room.Top) : new Scale(low - 1, low + 1, room.Bottom, room.Top);
        double X(int index) => values.Count == 1 ? box.Centre.X : room.Left + room.Width * index / (values.Count - 1);
        foreach (var piece in Runs.Of(known, k => k.Index).Where(p => p.Count > 1)) canvas.Polyline(piece.Select(p => new Point(X(p.Index), y[p.Value])), new Stroke(theme.Total, stroke));
        var end = known[^1];
        canvas.Dot(new(X(end.Index), y[end.Value]), radius, new Paint(theme.Accent) { Outline = new Stroke(theme.Background, small ? 1.5 : 3) });
    }
}
