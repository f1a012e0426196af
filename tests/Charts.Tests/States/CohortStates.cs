namespace RevenueBot.Charts.Tests.States;

/// <summary>Cohorts of a made-up company, and the states their charts can be asked for.</summary>
internal static class CohortStates
{
    private static readonly int[][] Kept =
    [
        [26, 24, 22, 22, 20, 19, 18, 17, 16, 16, 16, 14], [25, 23, 21, 21, 19, 17, 17, 17, 16, 15, 14], [35, 32, 30, 28, 26, 25, 23, 23, 22, 22],
        [32, 30, 28, 26, 25, 23, 22, 22, 21], [27, 25, 24, 21, 20, 19, 18, 18], [25, 23, 22, 20, 20, 19, 16], [27, 25, 25, 23, 23, 21], [26, 24, 24, 23, 21],
        [38, 35, 34, 33], [33, 32, 29], [30, 28], [10],
    ];

    public static CohortRetention Reference { get; } = Of(Kept.Select((k, i) => new CohortRow(new(2026, i + 1, 1), k[0], [.. k.Select(v => (decimal)v)], LastIsPart: true)));

    public static IReadOnlyDictionary<string, CohortRetention> All { get; } = new Dictionary<string, CohortRetention>
    {
        ["reference"] = Reference,
        ["net"] = Money(Reference, RetentionKind.NetRevenue, 71.37m, 1.045m),
        ["gross"] = Money(Reference, RetentionKind.GrossRevenue, 71.37m, 0.99m),
        ["francs"] = Money(Reference, RetentionKind.NetRevenue, 9_876.54m, 1.4m) with { Currency = "CHF" },
        ["huge-growth"] = Money(Reference, RetentionKind.NetRevenue, 12_345_678m, 3m),
        ["no-data"] = Of([]),
        ["single"] = Of([Row(11, 26)]),
        ["single-part"] = Of([Row(12, 10) with { LastIsPart = true }]),
        ["two"] = Of([Row(10, 26, 24), Row(11, 31)]),
        ["whole-months"] = Of(Reference.Cohorts.Select(c => c with { LastIsPart = false })),
        ["all-left"] = Of([Row(8, 26, 0, 0, 0), Row(9, 12, 0, 0), Row(10, 9, 0)]),
        ["a-month-without"] = Of(Reference.Cohorts.Select((c, i) => i == 4 ? c with { Size = 0, Kept = [] } : c)),
        ["one-huge"] = Of(Reference.Cohorts.Select((c, i) => i == 2 ? c with { Size = 9_876_543, Kept = [.. c.Kept.Select(k => k * 282_186)] } : c)),
        ["years"] = Of(Enumerable.Range(0, 30).Select(i => Long(new DateOnly(2024, 7, 1).AddMonths(i), 30 - i))),
        ["sparse"] = Of(Enumerable.Range(0, 12).Select(i => Long(new DateOnly(2021, 1, 1).AddMonths(i * 3), 24))),
    };

    /// <summary>Any possible cohorts, without a bias to sense.</summary>
    public static CohortRetention Random(Random random)
    {
        var rows = Enumerable.Range(0, random.Next(1, 16)).Select(i =>
        {
            var size = random.Next(6) == 0 ? 0 : random.Next(1, 100_000);
            return new CohortRow(new DateOnly(2025, 1, 1).AddMonths(i), size, [.. Enumerable.Range(0, random.Next(0, 20)).Select(_ => (decimal)random.Next(0, 200_000))], random.Next(2) == 0);
        });
        return Of(rows.ToArray()) with { Kind = random.GetItems(Enum.GetValues<RetentionKind>(), 1)[0], Currency = random.GetItems<string>(["USD", "CHF", "JPY"], 1)[0] };
    }

    private static CohortRetention Of(IEnumerable<CohortRow> rows) => new() { Kind = RetentionKind.Customers, Cohorts = [.. rows] };

    private static CohortRow Row(int month, params decimal[] kept) => new(new(2026, month, 1), kept[0], kept, LastIsPart: false);

    private static CohortRow Long(DateOnly month, int months) =>
        new(month, 40, [.. Enumerable.Range(0, months).Select(i => Math.Round(40m / (1 + i * 0.04m), MidpointRounding.AwayFromZero))], LastIsPart: true);

    private static CohortRetention Money(CohortRetention cohorts, RetentionKind kind, decimal price, decimal growth) => cohorts with
    {
        Kind = kind,
        Currency = "USD",
        Cohorts = [.. cohorts.Cohorts.Select(c => c with { Size = c.Size * price, Kept = [.. c.Kept.Select((k, i) => k * price * (decimal)Math.Pow((double)growth, i))] })],
    };
}
