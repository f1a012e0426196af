namespace RevenueBot.Charts.Tests.States;

/// <summary>The states that retention curves can be asked for.</summary>
internal static class CurveStates
{
    public static RetentionCurves Reference { get; } = Projected(CohortStates.Reference, 10, 0.639m);

    public static IReadOnlyDictionary<string, RetentionCurves> All { get; } = CohortStates.All
        .Select(s => KeyValuePair.Create(s.Key, new RetentionCurves { Retention = s.Value }))
        .Where(s => s.Key != "reference")
        .Concat(
        [
            new("reference", Reference),
            new("without-projection", Reference with { Projection = null }),
            new("net-projected", Projected(CohortStates.All["net"], 10, 0.95m)),
            new("wide", Projected(CohortStates.All["net"], 10, 0.95m, spread: 0.25m)),
            new("one-projected", Projected(CohortStates.All["two"], 1, 0.92m)),
            new("steep", Projected(CohortStates.All["all-left"], 1, 0m)),
            new("model", Reference with { Projection = Reference.Projection! with { Model = Samples.LongName } }),
        ])
        .ToDictionary();

    private static RetentionCurves Projected(CohortRetention cohorts, int last, decimal start, decimal spread = 0.026m) => new()
    {
        Retention = cohorts,
        Projection = new RetentionProjection([.. Enumerable.Range(last + 1, 24 - last).Select(m => Month(m, m - last, start, spread))], "shifted beta-geometric fit", 334),
    };

    private static ProjectedRetention Month(int month, int ahead, decimal start, decimal spread)
    {
        var share = start * (decimal)Math.Pow(0.974, ahead);
        var deviation = spread * (decimal)Math.Sqrt(ahead / 2.0);
        return new(month, share, new(share - 1.28m * deviation, share + 1.28m * deviation), new(share - 1.96m * deviation, share + 1.96m * deviation));
    }
}
