using RevenueBot.Charts.Figures;

namespace RevenueBot.Charts.Tiles;

/// <summary>All tiles in words; the title is the first one's finding.</summary>
internal sealed class BoardWords(Board board)
{
    public ChartWords Words => new(Title, [Subtitle, $"Values of {Days.DayYear(board.Data.Day)}"], [.. Sentences()]);

    private string Title
    {
        get
        {
            if (board.Tiles.Count == 0) return "No metrics to show yet";
            var (tile, first) = (board.Tiles[0], new TileWords(board.Tiles[0]));
            if (tile.Value is not { } value) return $"{first.Name} – on {Days.Day(board.Data.Day)}";
            if (first.Reached is { } share) return $"{first.Name} {first.Value}, {Percent.Whole(share)} of target";
            return tile.Before is { } before && board.Data.Before is { } then
                ? $"{first.Name} {first.Value}, {tile.Measure.Words(before, value)} {Days.Day(then)}"
                : $"{first.Name} {first.Value} on {Days.Day(board.Data.Day)}";
        }
    }

    private string Subtitle => $"Values of {Days.DayYear(board.Data.Day)}{(board.Data.Before is { } then ? $" · change on {Days.Day(then)}" : "")}{Lines}";

    private string Lines
    {
        get
        {
            var lengths = board.Tiles.Select(t => t.Trend.Count).Where(c => c > 0).Distinct().ToArray();
            return lengths is [var months] ? $" · lines: {Counts.Of(months, "month")}" : "";
        }
    }

    private IEnumerable<string> Sentences() => board.Tiles.Count == 0
        ? ["No metrics to show yet."]
        : [$"Tiles of {Days.DayYear(board.Data.Day)}.", .. board.Tiles.Select(t => new TileWords(t).Sentence), .. board.Tiles.Where(t => t.Trend.Count > 0).Select(Trend)];

    private static string Trend(MetricTile tile) =>
        $"{new TileWords(tile).Name} before: {string.Join(", ", tile.Trend.Select(v => v is { } value ? tile.Measure.Say(value) : "–"))}.";
}
