namespace RevenueBot.Charts.Tests.States;

/// <summary>The states that rates can be asked for.</summary>
internal static class RateStates
{
    public static IReadOnlyDictionary<string, RatesTrend> All { get; } = new Dictionary<string, RatesTrend>
    {
        ["reference"] = Of(("Gross MRR churn", [0.055m, 0.08m, 0.04m, 0.05m, 0.036m, 0.048m, 0.043m, 0.036m, 0.033m, 0.051m, 0.036m, 0.042m]), ("Net MRR churn", [-0.02m, 0.055m, 0.022m, 0.01m, 0.014m, 0.001m, 0.007m, 0.001m, 0.006m, 0.018m, -0.006m, 0.003m])),
        ["alike"] = Of(("Gross MRR churn", [0.05m, 0.05m]), ("Net MRR churn", [0.05m, 0.05m]), ("Logo churn", [0.05m, 0.05m]), ("Other churn", [0.05m, 0.05m])),
        ["single"] = Of(("Gross MRR churn", [0.05m]), ("Net MRR churn", [-0.01m])),
        ["zeros"] = Of(("Gross MRR churn", [0, 0, 0]), ("Net MRR churn", [0, 0, 0])),
        ["no-data"] = Of(("Gross MRR churn", []), ("Net MRR churn", [])),
        ["undefined"] = Of(("Gross MRR churn", [null, null]), ("Net MRR churn", [null, null])),
        ["gaps"] = Of(("Gross MRR churn", [null, 0.05m, null, 0.04m, 0.03m, null]), ("Net MRR churn", [null, null, null, -0.2m, null, null])),
        ["long"] = Of(("Gross MRR churn", [.. Enumerable.Range(0, 60).Select(i => (decimal?)(i % 7 * 0.01m))]), ("Net MRR churn", [.. Enumerable.Range(0, 60).Select(i => (decimal?)(i % 5 * -0.01m))])),
        ["huge"] = Of(("Gross MRR churn", [0.01m, 0.02m]), ("Net MRR churn", [-41.5m, 0.01m])),
        ["names"] = Of((Samples.LongName, [0.01m, 0.02m]), (Samples.Nasty[3], [0.02m, 0.03m])),
    };

    private static RatesTrend Of(params (string Name, decimal?[] Values)[] lines) => new()
    {
        Measure = Measure.Percentage, Definition = "of those who paid at the start of the month", First = new(2025, 11, 1), Lines = [.. lines.Select(line => new RateSeries(line.Name, line.Values))],
    };
}
