using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Print;

/// <summary>What is on a page, as strips of the width of its column.</summary>
internal static class Blocks
{
    private const double TileGap = 24, Space = 14;

    public static IEnumerable<Strip> Strips(PrintBlock block, double width) => block switch
    {
        PrintText text => Text(text, width),
        PrintFigures figures => Figures(figures, width),
        PrintTable table => TableBlock.Strips(table, width),
        PrintPicture picture => PictureBlock.Strips(picture, width),
        PrintCard card => [CardBlock.Strip(card, width)],
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
        var lines = Wrapped.Of(text.Text, style, width, text.MostLines);
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
}
