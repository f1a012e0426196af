using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Print;

/// <summary>What is on a page, as strips of the width of its column.</summary>
internal static class Blocks
{
    private const double TileGap = 24, Space = 14;
    private const int CardLines = 5;

    public static IEnumerable<Strip> Strips(PrintBlock block, double width) => block switch
    {
        PrintText text => Text(text, width),
        PrintFigures figures => Figures(figures, width),
        PrintTable table => TableBlock.Strips(table, width),
        PrintPicture picture => PictureBlock.Strips(picture, width),
        PrintCard card => [Card(card, width)],
        _ => throw new NotSupportedException(),
    };

    /// <summary>Lines of text from a point, each with its own baseline.</summary>
    public static void Lines(Canvas canvas, Point at, IReadOnlyList<string> lines, TextStyle style)
    {
        for (var i = 0; i < lines.Count; i++) canvas.Text(new(at.X, at.Y + (i * Sheet.Leading(style)) + style.Size), lines[i], style);
    }

    private static IEnumerable<Strip> Text(PrintText text, double width)
    {
        var style = text.Weight switch { PrintWeight.Lead => Sheet.Lead, PrintWeight.Heading => Sheet.Heading, PrintWeight.Small => Sheet.Small, PrintWeight.Body => Sheet.Body };
        var lines = Wrapped.Of(text.Text, style, width);
        return lines.Select((line, i) => new Strip(Sheet.Leading(style), (canvas, at) => Lines(canvas, at, [line], style))
        {
            Above = i > 0 ? 0 : text.Weight == PrintWeight.Heading ? Space * 1.5 : Space,
            // A heading stays with what it heads, and a paragraph does not leave its first line alone.
            StaysWithNext = text.Weight == PrintWeight.Heading || (i == 0 && lines.Count > 1),
        });
    }

    private static IEnumerable<Strip> Figures(PrintFigures figures, double width)
    {
        var columns = Math.Max(1, figures.Columns);
        var tile = (width - (TileGap * (columns - 1))) / columns;
        return figures.Figures.Chunk(columns).Select(row => Tiles([.. row.Select(figure => new Tile(figure, tile))], tile));
    }

    private static Strip Tiles(IReadOnlyList<Tile> tiles, double width)
    {
        var height = tiles.Max(tile => tile.Height);
        return new Strip(height, (canvas, at) =>
        {
            for (var i = 0; i < tiles.Count; i++) tiles[i].Draw(canvas, new(at.X + (i * (width + TileGap)), at.Y), height);
        })
        { Above = TileGap };
    }

    /// <summary>A bar at its left, the sentence, the parts with their names in a column of their own, small print.</summary>
    private static Strip Card(PrintCard card, double width)
    {
        const double Pad = 24, Names = 150;
        var inside = width - (2 * Pad);
        var title = Wrapped.Of(card.Title, Sheet.Lead, inside, 2);
        var parts = card.Parts.Select(part => (part.Label, Lines: Wrapped.Of(part.Text, Sheet.Body, inside - Names, CardLines))).Where(part => part.Lines.Count > 0).ToList();
        var foot = Wrapped.Of(card.Foot, Sheet.Small, inside, 2);
        var height = (2 * Pad) + (title.Count * Sheet.Leading(Sheet.Lead)) + parts.Sum(part => (part.Lines.Count * Sheet.Leading(Sheet.Body)) + 6) + (foot.Count * Sheet.Leading(Sheet.Small)) + 8;
        return new Strip(height, (canvas, at) =>
        {
            canvas.Rect(new Box(at.X, at.Y, at.X + width, at.Y + height), new Paint(Sheet.Theme.Background), 8);
            canvas.Rect(new Box(at.X, at.Y, at.X + 6, at.Y + height), new Paint(Sheet.Theme.Accent));
            var (left, y) = (at.X + Pad, at.Y + Pad);
            Lines(canvas, new(left, y), title, Sheet.Lead);
            y += (title.Count * Sheet.Leading(Sheet.Lead)) + 4;
            foreach (var (label, lines) in parts)
            {
                canvas.Text(new(left, y + Sheet.Body.Size), Fit.Cut(SafeText.Clean(label), Sheet.Body with { Weight = 600 }, Names - 12), Sheet.Body with { Weight = 600 });
                Lines(canvas, new(left + Names, y), lines, Sheet.Body);
                y += (lines.Count * Sheet.Leading(Sheet.Body)) + 6;
            }

            Lines(canvas, new(left, y + 2), foot, Sheet.Small);
        })
        { Above = 20 };
    }
}
