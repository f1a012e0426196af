namespace RevenueBot.Charts.Tests.States;

/// <summary>MRR by plan of a made-up company, and the states its panels can be asked for.</summary>
internal static class PlanStates
{
    public static RevenueByKey Reference { get; } = Of(("Professional", 13_300, 17_400), ("Business", 7_500, 13_900), ("Enterprise", 3_700, 7_200), ("Starter", 6_415, 6_100), ("Legacy Annual 2023 (grandfathered, EU invoicing)", 2_828, 2_440), ("Education", 690, 1_170));

    public static IReadOnlyDictionary<string, RevenueByKey> All { get; } = new Dictionary<string, RevenueByKey>
    {
        ["reference"] = Reference,
        ["one-plan"] = Taken(1),
        ["two-plans"] = Taken(2),
        ["three-plans"] = Taken(3),
        ["four-plans"] = Taken(4),
        ["five-plans"] = Taken(5),
        ["many"] = Reference with { Noun = ("country", "countries"), Keys = [.. Enumerable.Range(0, 30).Select(i => Key($"Country {i}", 900 - i * 20, 1_000 - i * 30))] },
        ["no-data"] = Reference with { Keys = [] },
        ["single-month"] = Reference with { Keys = [.. Reference.Keys.Select(k => k with { Mrr = [k.Mrr[^1]] })] },
        ["two-months"] = Reference with { Keys = [.. Reference.Keys.Select(k => k with { Mrr = [.. k.Mrr.TakeLast(2)] })] },
        ["all-zero"] = Of(("Professional", 0, 0), ("Business", 0, 0)),
        ["unchanged"] = Of(("Professional", 500, 500), ("Business", 300, 300)),
        ["losses"] = Of(("Professional", 900, 500), ("Business", 800, 0), ("Starter", 20, 10)),
        ["below-zero"] = Of(("Professional", -900, -500), ("Business", -80, -1)),
        ["one-huge"] = Of(("Enterprise", 900_000_000, 1_234_567_890), ("Business", 13_000, 17_400), ("Starter", 410, 200)),
        ["cents"] = Of(("Professional", 0.002m, 0.9m), ("Business", 0.5m, 0.003m)),
        ["francs"] = Reference with { Currency = "CHF", Keys = [.. Reference.Keys.Select(k => k with { Mrr = [.. k.Mrr.Select(m => m * 987.6m)] })] },
        ["names"] = Reference with { Keys = [.. Reference.Keys.Select((k, i) => k with { Name = Samples.Nasty[i] })] },
        ["strange-names"] = Reference with { Keys = [.. Reference.Keys.Take(5).Select((k, i) => k with { Name = Samples.Nasty[6 + i] })] },
    };

    private static RevenueByKey Taken(int count) => Reference with { Keys = [.. Reference.Keys.Take(count)] };

    private static RevenueByKey Of(params (string Name, decimal First, decimal Last)[] keys) =>
        new() { Currency = "USD", LastMonth = new(2026, 11, 1), Keys = [.. keys.Select(k => Key(k.Name, k.First, k.Last))] };

    private static KeySeries Key(string name, decimal first, decimal last) =>
        new(name, [.. Enumerable.Range(0, 12).Select(i => first + (last - first) * i / 11 + (i is > 0 and < 11 ? Math.Abs(first) * 0.02m * (decimal)Math.Sin(i * 1.7) : 0))]);
}
