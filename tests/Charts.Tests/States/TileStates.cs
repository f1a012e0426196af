namespace RevenueBot.Charts.Tests.States;

/// <summary>The states that tiles can be asked for.</summary>
internal static class TileStates
{
    private static readonly MetricTile Mrr = new("MRR", Measure.Money("USD"), 48_210) { Before = 46_760, Target = 60_000, Trend = [33_580, 34_490, 35_430, 36_520, 38_400, 39_770, 40_620, 40_330, 41_410, 42_670, 44_820, 46_760, 48_210] };
    private static readonly MetricTile Arpa = new("ARPA per month", Measure.Money("USD"), 78.77m) { Before = 77.80m, Note = "In target range $70–90", Trend = [72.4m, 73.1m, 73.0m, 74.9m, 75.6m, 75.2m, 74.0m, 74.9m, 75.8m, 77.2m, 77.80m, 78.77m] };
    private static readonly MetricTile Churn = new("Logo churn", Measure.Percentage, 0.037m) { Before = 0.034m, HigherIsBetter = false, Note = "22 of 601 customers left", Trend = [0.039m, 0.04m, 0.038m, 0.036m, 0.037m, 0.041m, 0.052m, 0.04m, 0.036m, 0.035m, 0.034m, 0.037m] };
    private static readonly MetricTile Nps = new("NPS", Measure.Score, 72) { Before = 70, Note = "Target above 70", Answers = 60, Margin = 15, Trend = [61, 63, 62, 66, 68, 67, 59, 62, 66, 69, 70, 72] };

    public static MetricTiles Reference { get; } = new() { Day = new(2026, 11, 30), Before = new(2026, 10, 31), Tiles = [Mrr with { Trend = [.. Mrr.Trend.Skip(1)] }, Arpa, Churn, Nps] };

    public static IReadOnlyDictionary<string, MetricTiles> All { get; } = new Dictionary<string, MetricTiles>
    {
        ["reference"] = Reference,
        ["without-answers"] = Reference with { Tiles = [Mrr, Arpa, Churn, Nps with { Answers = 0 }] },
        ["no-data"] = Reference with { Tiles = [] },
        ["one"] = Reference with { Tiles = [Arpa] },
        ["undefined"] = Reference with { Tiles = [.. Reference.Tiles.Select(t => t with { Value = null, Trend = [null, null, 1, null], Note = "Fewer than 10 churns" })] },
        ["nothing-before"] = Reference with { Before = null, Tiles = [.. Reference.Tiles.Select(t => t with { Before = null, Trend = [] })] },
        ["zeros"] = Reference with { Tiles = [.. Reference.Tiles.Select(t => t with { Value = 0, Before = 0, Trend = [0, 0, 0] })] },
        ["from-zero"] = Reference with { Tiles = [.. Reference.Tiles.Select(t => t with { Before = 0, Trend = [0, t.Value] })] },
        ["better"] = Reference with { Tiles = [Churn with { Before = 0.051m }, Churn with { Before = 0.0371m }, Nps with { Value = -12 }, Mrr with { Value = 72_000, HigherIsBetter = null }] },
        ["huge"] = Reference with { Tiles = [Mrr with { Measure = Measure.Money("CHF"), Value = 987_654_321_000, Target = 1 }, Arpa with { Measure = Measure.Count, Value = 1_234_567_890 }, Churn with { Value = 12.5m }, Nps with { Measure = Measure.Money("CHF"), Value = 999_899 }] },
        ["names"] = Reference with { Tiles = [.. Reference.Tiles.Select((t, i) => t with { Name = Samples.Nasty[i * 2], Note = Samples.Nasty[i] })] },
        ["strange-names"] = Reference with { Tiles = [.. Reference.Tiles.Select((t, i) => t with { Name = Samples.Nasty[7 + i], Note = Samples.Nasty[8 - i] })] },
    };
}
