namespace RevenueBot.Metrics.Forecasting.Mrr;

/// <summary>How each flow would go on if nothing were known of the months ahead, by month; see <see cref="MrrFlows"/> for units and signs.</summary>
public sealed record MrrTrailing(double[] Gains, double[] Expansion, double[] Contraction, double[] Churn)
{
    internal static MrrTrailing Of(MrrFlows flows, int horizon)
    {
        double[] Path(double[] history, double low, double high) => [.. Means(history, horizon).Select(mean => Math.Clamp(mean, low, high))];
        return new(
            Path(flows.Gains, 0, double.MaxValue), Path(flows.Expansion, 0, 1), Path(flows.Contraction, -1, 0), Path(flows.Churn, -1, 0));
    }

    private static IEnumerable<double> Means(double[] history, int horizon) => history.Length switch
    {
        0 => Enumerable.Repeat(0.0, horizon),
        < Forecaster.FewestForModel => Enumerable.Repeat(history.Average(), horizon),
        _ => Forecaster.Forecast(history, horizon).Points.Select(point => point.Mean),
    };
}
