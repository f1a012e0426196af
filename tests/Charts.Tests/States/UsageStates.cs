namespace RevenueBot.Charts.Tests.States;

/// <summary>Daily use of a made-up company, and the states its chart can be asked for.</summary>
internal static class UsageStates
{
    public static UsageByPlan Reference { get; } = Of(("Professional", 268, 0.004), ("Business", 204, 0.010), ("Starter", 121, -0.002), ("Education", 30, 0), ("Legacy", 20, 0), ("Enterprise", 16, 0.001));

    public static IReadOnlyDictionary<string, UsageByPlan> All { get; } = new Dictionary<string, UsageByPlan>
    {
        ["reference"] = Reference,
        ["one-plan"] = Of(("Professional", 268, 0.004)),
        ["four-plans"] = Of(("Professional", 268, 0.004), ("Business", 264, 0.004), ("Starter", 262, 0.004), ("Education", 260, 0.003)),
        ["bottom"] = Of(("Professional", 2680, 0.004), ("Business", 12, 0.004), ("Starter", 6, -0.004), ("Education", 3, 0.003)),
        ["no-data"] = Reference with { Plans = [] },
        ["no-days"] = Reference with { Plans = [new("Professional", [])] },
        ["all-zero"] = Reference with { Plans = [new("Professional", new int[30]), new("Business", new int[30])] },
        ["single"] = Taken(Reference, 1),
        ["few-days"] = Taken(Reference, 5),
        ["two-weeks"] = Taken(Reference, 15),
        ["quarter"] = Of(120, ("Professional", 268, 0.004), ("Business", 204, -0.010)),
        ["one-huge"] = Of(("Professional", 9_876_543, 0.004), ("Business", 20, 0.010)),
        ["one-user"] = Reference with { Plans = [new("Professional", [.. Enumerable.Range(0, 30).Select(d => d % 2)])] },
        ["from-nothing"] = Reference with { Plans = [new("Professional", [.. Enumerable.Range(0, 30).Select(d => Math.Max(0, d - 20) * 3)])] },
        ["names"] = Reference with { Plans = [.. Reference.Plans.Take(4).Select((p, i) => p with { Name = Samples.Nasty[i * 2 % 8] })] },
        ["strange-names"] = Reference with { Plans = [.. Reference.Plans.Take(4).Select((p, i) => p with { Name = Samples.Nasty[7 + i] })] },
    };

    private static UsageByPlan Of(params (string Name, int Base, double Growth)[] plans) => Of(30, plans);

    private static UsageByPlan Of(int days, params (string Name, int Base, double Growth)[] plans) =>
        new() { First = new(2026, 11, 10), Plans = [.. plans.Select((p, i) => new PlanUsage(p.Name, [.. Enumerable.Range(0, days).Select(d => Day(p.Base, p.Growth, d, i))]))] };

    private static int Day(int level, double growth, int day, int plan) =>
        (int)Math.Round(level * Math.Pow(1 + growth, day - 15) * ((day + 2) % 7 is 5 or 6 ? 0.46 : 1) * (1 + 0.035 * Math.Sin(day * 1.7 + plan * 2)), MidpointRounding.AwayFromZero);

    private static UsageByPlan Taken(UsageByPlan usage, int days) => usage with { Plans = [.. usage.Plans.Select(p => p with { Daily = [.. p.Daily.Take(days)] })] };
}
