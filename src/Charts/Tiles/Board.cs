using RevenueBot.Charts.Svg;

namespace RevenueBot.Charts.Tiles;

/// <summary>Checked <see cref="MetricTiles"/> without those that nobody answered.</summary>
internal sealed record Board(MetricTiles Data, IReadOnlyList<MetricTile> Tiles)
{
    private const int MostTiles = 4, Columns = 2;
    private const double Left = 48, Top = 136, TileWidth = 540, TileHeight = 222, ColumnGap = 24, RowGap = 18;

    /// <summary>Checks the tiles.</summary>
    /// <exception cref="ArgumentException">More than four tiles, or a target that is not above zero.</exception>
    public static Board Of(MetricTiles data)
    {
        if (data.Tiles.Count > MostTiles) throw new ArgumentException("At most four tiles fit one picture.");
        if (data.Tiles.Any(t => t.Target <= 0)) throw new ArgumentException("A target has to be above zero.");
        return new Board(data, [.. data.Tiles.Where(t => t.Answers != 0)]);
    }

    public static Box BoxOf(int index)
    {
        var (left, top) = (Left + index % Columns * (TileWidth + ColumnGap), Top + index / Columns * (TileHeight + RowGap));
        return new Box(left, top, left + TileWidth, top + TileHeight);
    }
}
