using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Svg;

/// <summary>Finds room for values written at a line. A value without room is left out: the alternative text has it.</summary>
/// <param name="canvas">Knows where text stands.</param>
/// <param name="room">Where values may stand.</param>
/// <param name="lineAt">Y of the line at any x; null where there is none.</param>
internal sealed class Places(Canvas canvas, Box room, Func<double, double?> lineAt)
{
    /// <summary>Takes the first place that is free of text and of the line, else the first free of text.</summary>
    public void Put(string text, IReadOnlyList<(Point At, TextStyle Style)> places)
    {
        var free = places.Where(p => IsFree(Canvas.BoxOf(p.At, text, p.Style))).ToArray();
        if (free.Length == 0) return;
        var (at, style) = free.Where(p => !CrossesLine(Canvas.BoxOf(p.At, text, p.Style))).FirstOrDefault(free[0]);
        canvas.Text(at, text, style);
    }

    private bool IsFree(Box box) =>
        box.Top >= room.Top && box.Bottom <= room.Bottom && box.Left >= room.Left && box.Right <= room.Right && canvas.IsFree(box);

    private bool CrossesLine(Box box)
    {
        for (var x = box.Left; x <= box.Right; x += 4)
        {
            if (lineAt(x) is { } y && y > box.Top - 4 && y < box.Bottom + 4) return true;
        }

        return false;
    }
}
