namespace RevenueBot.Charts.Tests.States;

/// <summary>The states that a single line can be asked for.</summary>
internal static class LineStates
{
    public static LineTrend Reference { get; } = new()
    {
        Name = "ARPA",
        Measure = Measure.Money("USD"),
        Definition = "MRR per paying customer at month end",
        Months = Year(72.4m, 73.1m, 73.0m, 74.9m, 75.6m, 75.2m, 74.0m, 74.9m, 75.8m, 77.2m, 77.80m, 78.77m),
    };

    public static IReadOnlyDictionary<string, LineTrend> All { get; } = new Dictionary<string, LineTrend>
    {
        ["reference"] = Reference,
        ["part"] = Reference with { Part = new(new(2026, 12, 10), 79.1m) },
        ["target"] = Reference with { Target = 90 },
        ["target-near"] = Reference with { Target = 77, Part = new(new(2026, 12, 10), 79.1m) },
        ["churn"] = Churn(0.039m, 0.040m, 0.038m, 0.036m, 0.037m, 0.041m, 0.052m, 0.040m, 0.036m, 0.035m, 0.034m, 0.037m),
        ["no-churn"] = Churn(0, 0, 0, 0, 0, 0),
        ["no-data"] = Churn(),
        ["single"] = Churn(0.042m),
        ["single-part"] = Churn() with { Part = new(new(2026, 12, 10), 0.012m) },
        ["two"] = Churn(0.042m, 0.031m),
        ["undefined"] = Churn(null, null, null) with { Name = "LTV", Measure = Measure.Money("USD"), Reason = "fewer than 10 churns" },
        ["undefined-now"] = Churn(0.03m, 0.02m, 0.01m, null) with { Name = "LTV", Reason = "fewer than 10 churns" },
        ["gaps"] = Churn(0.03m, null, 0.02m, 0.025m, null, null, 0.04m, 0.01m),
        ["nps"] = Churn(61, 63, -62, -66, 12, 0, 59, 62, 66, 69, 70, 72) with { Name = "NPS", Measure = Measure.Score, Target = 70 },
        ["below-zero"] = Churn(-12, -14, -30, -8) with { Name = "NPS", Measure = Measure.Score },
        ["single-below-zero"] = Churn(-12) with { Name = "NPS", Measure = Measure.Score },
        ["customers"] = Churn(420, 433, 451, 470, 488, 502, 520, 541, 566, 580, 601, 612) with { Name = "Paying customers", Measure = Measure.Count, Part = new(new(2026, 12, 10), 618) },
        ["one-huge"] = Churn(420, 433, 451, 9_876_543, 488, 502) with { Name = "Paying customers", Measure = Measure.Count },
        ["quick-ratio"] = Churn(3.5m, 2.1m, 0.9m, 4.4m) with { Name = "Quick ratio", Measure = Measure.Ratio },
        ["francs"] = Churn(350_000m, 210_000m, 90_001m, 440_000m) with { Name = "LTV", Measure = Measure.Money("CHF") },
        ["long"] = Churn([.. Enumerable.Range(0, 60).Select(i => (decimal?)(0.05m - i * 0.0006m))]),
        ["long-name"] = Reference with { Name = Samples.LongName, Definition = Samples.LongName },
        ["strange-name"] = Reference with { Name = Samples.Nasty[3], Definition = Samples.Nasty[8] },
    };

    /// <summary>Any possible line, without a bias to sense.</summary>
    public static LineTrend Random(Random random)
    {
        var scale = (decimal)Math.Pow(10, random.Next(-3, 7));
        decimal Any() => random.Next(-300, 1000) * scale / 7;
        var measures = new[] { Measure.Percentage, Measure.Count, Measure.Ratio, Measure.Score, Measure.Money("USD"), Measure.Money("CHF"), Measure.Money("JPY") };
        var months = Enumerable.Range(0, random.Next(0, 30)).Select(_ => random.Next(5) == 0 ? (decimal?)null : Any()).ToArray();
        return Churn(months) with
        {
            Measure = random.GetItems(measures, 1)[0],
            Target = random.Next(3) == 0 ? Any() : null,
            Part = random.Next(2) == 0 ? new(new(2026, 12, 10), Any()) : null,
        };
    }

    private static LineTrend Churn(params decimal?[] values) => new() { Name = "Logo churn", Measure = Measure.Percentage, Definition = "customers who left, share of those at the start", Months = Year(values) };

    private static MonthValue[] Year(params decimal?[] values) => [.. values.Select((v, i) => new MonthValue(new DateOnly(2026, 12, 1).AddMonths(i - values.Length), v))];
}
