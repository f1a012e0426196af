using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Tiles;

namespace RevenueBot.Charts;

/// <summary>Up to four metrics as tiles with value, change, note and a small line.</summary>
public static class TilesChart
{
    /// <summary>Draws the tiles in any state: undefined values, no trend, nothing to compare, all hidden.</summary>
    /// <exception cref="ArgumentException">More than four tiles, or a target that is not above zero.</exception>
    public static Chart Draw(MetricTiles data, ChartFrame frame)
    {
        var board = Board.Of(data);
        return Framed.Draw("07", frame, new BoardWords(board).Words, page =>
        {
            if (board.Tiles.Count == 0) page.NoData("No metrics to show yet", "They follow with the first paying customer");
            else for (var i = 0; i < board.Tiles.Count; i++) new TilePlot(page, board.Tiles[i], Board.BoxOf(i)).Draw();
        }, isWideOnly: true);
    }
}
