using RevenueBot.Charts;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Questions.Ratios;

/// <summary>Targets as tiles: where each figure stands, how much of its target that is, and what the month has changed.</summary>
internal static class TargetPicture
{
    private const int MostTiles = 4;

    /// <summary>Null where no target has a figure to measure it with.</summary>
    public static Lazy<Chart>? Draw(IReadOnlyList<TargetRow> rows, TargetLine words, string footer)
    {
        List<TargetRow> shown = [.. rows.Where(row => row.Metric is not null).Take(MostTiles)];
        return shown.Count == 0 ? null : new(() => TilesChart.Draw(
            new MetricTiles { Day = shown[0].Period.LastDay, Before = shown[0].Period.Start.AddDays(-1), Tiles = [.. shown.Select(row => Tile(row, words))] }, new ChartFrame { Footer = footer }));
    }

    /// <summary>A figure and its target; a level of more than nothing has a bar.</summary>
    public static MetricTile Tile(TargetRow row, TargetLine words)
    {
        var isLevel = row is { Target: { Kind: TargetKind.Level, Value: > 0 }, Now: not null };
        return new MetricTile(row.Name, MeasureOf(row.Metric!, words), row.Now)
        {
            Target = isLevel ? row.Target.Value : null, Before = row.Opening, HigherIsBetter = row.Target.Kind == TargetKind.Range ? null : true, Note = isLevel ? null : row.Now is null ? "the figure is undefined" : $"Target {words.Goal(row.Target, row.Metric)}",
        };
    }

    private static Measure MeasureOf(TargetMetric metric, TargetLine words) => metric.Unit switch
    {
        TargetUnit.Money => Measure.Money(words.Asked.Currency.Code),
        TargetUnit.Count => Measure.Count,
        TargetUnit.Points => Measure.Score,
    };
}
