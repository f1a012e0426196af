namespace RevenueBot.Charts.Tests.States;

/// <summary>The states that the bands of health can be asked for.</summary>
internal static class HealthStates
{
    public static HealthBands Reference { get; } = new()
    {
        Currency = "USD",
        Day = new(2026, 11, 10),
        Before = new(2026, 11, 3),
        Bands = [new(HealthLevel.HighRisk, 12, 8_412, 9), new(HealthLevel.Medium, 61, 17_950, 64), new(HealthLevel.Healthy, 131, 30_868, 129), new(HealthLevel.TooLittleData, 9, 1_200, 9)],
    };

    public static IReadOnlyDictionary<string, HealthBands> All { get; } = new Dictionary<string, HealthBands>
    {
        ["reference"] = Reference,
        ["no-data"] = Reference with { Bands = [] },
        ["nobody"] = With(_ => (0, 0, null)),
        ["nothing-before"] = With(band => (band.Customers, band.Mrr, null)),
        ["none-at-risk"] = With(band => (band.Level == HealthLevel.HighRisk ? 0 : band.Customers, band.Level == HealthLevel.HighRisk ? 0 : band.Mrr, 9)),
        ["one"] = With(band => (band.Level == HealthLevel.HighRisk ? 1 : 0, band.Level == HealthLevel.HighRisk ? 49 : 0, 0)),
        ["no-mrr"] = With(band => (band.Customers, 0, band.Customers)),
        ["huge"] = With(band => (band.Customers * 987_654, band.Mrr * 7_654_321, band.Customers * 12_345)) with { Currency = "CHF" },
        ["tiny"] = With(band => (band.Level == HealthLevel.Healthy ? 99_999 : 1, band.Level == HealthLevel.Healthy ? 9_999_999 : 0.01m, 100_000)) with { Currency = "JPY" },
    };

    private static HealthBands With(Func<HealthBand, (int, decimal, int?)> of) =>
        Reference with { Bands = [.. Reference.Bands.Select(band => of(band) is var (customers, mrr, before) ? new HealthBand(band.Level, customers, mrr, before) : band)] };
}
