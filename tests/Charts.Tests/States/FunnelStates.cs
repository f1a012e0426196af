namespace RevenueBot.Charts.Tests.States;

/// <summary>Trials of a made-up company, and the states their funnel can be asked for.</summary>
internal static class FunnelStates
{
    public static TrialFunnel Reference { get; } = new()
    {
        From = new(2026, 10, 1),
        To = new(2026, 10, 31),
        WindowDays = 30,
        Steps = [new("Trial started", 134), new("Activated", 103), new("Active on 3+ days", 71), new("Card added", 41) { Spoken = "the card" }, new("Paid", 31)],
        MeanDays = 16.2m,
        MedianDays = 14,
    };

    public static IReadOnlyDictionary<string, TrialFunnel> All { get; } = new Dictionary<string, TrialFunnel>
    {
        ["reference"] = Reference,
        ["two-steps"] = Reference with { Steps = Steps(134, 31) },
        ["three-steps"] = Reference with { Steps = Steps(134, 60, 31), StillOpen = 12 },
        ["six-steps"] = Reference with { Steps = Steps(134, 120, 99, 80, 79, 31) },
        ["no-data"] = Reference with { Steps = Steps(0, 0), MeanDays = null, MedianDays = null },
        ["all-open"] = Reference with { Steps = Steps(0, 0), StillOpen = 40, MeanDays = null, MedianDays = null },
        ["none-paid"] = Reference with { Steps = Steps(134, 50, 0), MeanDays = null, MedianDays = null },
        ["gone-at-once"] = Reference with { Steps = Steps(134, 0, 0, 0), MeanDays = null, MedianDays = null },
        ["single"] = Reference with { Steps = Steps(1, 1, 1), From = new(2026, 10, 5), To = new(2026, 10, 5) },
        ["nothing-lost"] = Reference with { Steps = Steps(20, 20, 20) },
        ["tiny-share"] = Reference with { Steps = Steps(1_234_567, 9_000, 600, 3), From = new(2026, 1, 1) },
        ["huge"] = Reference with { Steps = Steps(2_000_000_000, 1_999_999_999, 600_000_000) },
        ["long-names"] = Reference with { Steps = [.. Samples.Nasty.Take(5).Select((n, i) => new FunnelStep(n, 100 - i * 20))] },
        ["strange-names"] = Reference with { Steps = [.. Samples.Nasty.Skip(5).Select((n, i) => new FunnelStep(n, 100 - i * 9))] },
    };

    private static FunnelStep[] Steps(params int[] counts) => [.. counts.Select((c, i) => new FunnelStep(
        i == 0 ? "Trial started" : i == counts.Length - 1 ? "Paid" : $"Active on {i * 2}+ days", c))];
}
