namespace RevenueBot.Charts.Tests.States;

/// <summary>The states that segments can be asked for.</summary>
internal static class SegmentStates
{
    public static SegmentShares Reference { get; } = new()
    {
        Currency = "USD",
        Day = new(2026, 11, 30),
        Segments = [new("High-value power users", 12, 1_176, SegmentRisk.Low), new("Growing teams", 34, 2_210, SegmentRisk.Medium), new("Price-sensitive", 67, 1_474, SegmentRisk.High), new("Trial users", 89, 0, SegmentRisk.None)],
    };

    public static IReadOnlyDictionary<string, SegmentShares> All { get; } = new Dictionary<string, SegmentShares>
    {
        ["reference"] = Reference,
        ["no-data"] = Reference with { Segments = [] },
        ["nobody"] = Reference with { Segments = [.. Reference.Segments.Select(s => s with { Customers = 0, Mrr = 0 })] },
        ["single"] = Reference with { Segments = [.. Reference.Segments.Take(1)] },
        ["two"] = Reference with { Segments = [.. Reference.Segments.Take(2)] },
        ["no-mrr"] = Reference with { Segments = [.. Reference.Segments.Select(s => s with { Mrr = 0 })] },
        ["alike"] = Reference with { Segments = [.. Reference.Segments.Select(s => s with { Mrr = s.Customers, Risk = SegmentRisk.None })] },
        ["one-huge"] = Reference with { Currency = "CHF", Segments = [.. Reference.Segments.Select((s, i) => s with { Mrr = i == 0 ? 1_234_567_890 : 1 })] },
        ["many"] = Reference with { Segments = [.. Enumerable.Range(1, 14).Select(i => new SegmentShare($"Segment {i}", 100 / i, 900m / i, (SegmentRisk)(i % 4)))] },
        ["names"] = Reference with { Segments = [.. Samples.Nasty.Take(6).Select((n, i) => new SegmentShare(n, 10 + i, 100 * i, (SegmentRisk)(i % 4)))] },
        ["strange-names"] = Reference with { Segments = [.. Samples.Nasty.Skip(6).Select((n, i) => new SegmentShare(n, 10 + i, 100 * i, (SegmentRisk)(i % 4)))] },
    };
}
