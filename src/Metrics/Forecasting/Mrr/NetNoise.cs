using RevenueBot.Metrics.Forecasting.Ets;

namespace RevenueBot.Metrics.Forecasting.Mrr;

/// <summary>
/// How far the balance strays when monthly net changes are smoothed: an error of one month moves the balance, and through the weight it
/// gets also what is expected of the months after it. Noise grows with the root of MRR, as that of many customers does.
/// </summary>
internal sealed record NetNoise(double Deviation, double Weight, int Count)
{
    public static NetNoise Of(MrrFlows flows)
    {
        var now = Math.Max(flows.Closings[^1], 1);
        double[] nets = [.. flows.Nets.Select((net, i) => net * Math.Sqrt(now / Math.Max(flows.Closings[i] - net, 1)))];
        var unit = Math.Max(nets.Max(Math.Abs), 1);
        var smoothing = EtsModel.Fit([.. nets.Select(net => net / unit)], EtsForm.Simple);
        return new(Math.Sqrt(smoothing.Variance) * unit, smoothing.Weights.Level, flows.Count);
    }

    /// <summary>Standard deviation of the balance after some months, the uncertainty of the smoothed level included.</summary>
    public double After(int months)
    {
        var sum = (double)months * months / Count;
        for (var i = 0; i < months; i++) sum += (1 + (Weight * i)) * (1 + (Weight * i));
        return Deviation * Math.Sqrt(sum);
    }
}
