using RevenueBot.Metrics.Forecasting.Ets;

namespace RevenueBot.Metrics.Forecasting.Mrr;

/// <summary>
/// What the past says of the months ahead, before anything known of them is counted. Micro-units of the reporting currency.
/// </summary>
/// <param name="Months">Closed months it was learned from: those that began with MRR.</param>
/// <param name="Trailing">Each flow by the forecaster.</param>
/// <param name="Level">The month-end balances themselves by the forecaster.</param>
/// <param name="LevelMethod">How the balances were forecast.</param>
/// <param name="Half80">Half the width of the 80% interval after each month; empty where the history says nothing of its noise.</param>
/// <param name="Half95">The same of the 95% interval.</param>
/// <param name="UsualCancels">Share of MRR that is usually scheduled to end, mean of the last year's month ends.</param>
/// <param name="UsualTrials">What running trials would usually pay, as a share of MRR.</param>
public sealed record MrrModel(
    int Months, MrrTrailing Trailing, IReadOnlyList<double> Level, string LevelMethod, IReadOnlyList<double> Half80, IReadOnlyList<double> Half95,
    double UsualCancels, double UsualTrials)
{
    /// <summary>MRR at the end of the last closed month.</summary>
    public double LastClosing { get; init; }

    /// <summary>The balances follow a rule without noise: the rule alone goes on.</summary>
    public bool IsExact { get; init; }

    /// <summary>Fewer closed months say too little: the intervals are then those of a random walk, very wide.</summary>
    public const int FewestMonths = 6;

    /// <summary>
    /// The intervals of the two views of the past are averaged (geometric mean) and brought to their nominal coverage on simulated
    /// companies by this factor; see docs/forecast.md.
    /// </summary>
    private const double Calibration = 0.85;

    private const int Year = 12;

    /// <param name="closed">Whole months, oldest first, without a hole. Empty, or without MRR, gives a model of nothing.</param>
    public static MrrModel Fit(IReadOnlyList<PeriodMrr> closed, int horizon)
    {
        var flows = MrrFlows.Of(closed);
        var trailing = MrrTrailing.Of(flows, horizon);
        var lastYear = closed.TakeLast(Year).Where(month => month.Closing > 0).ToList();
        double Usual(Func<PeriodMrr, long> amount) => lastYear.Count == 0 ? 0 : lastYear.Average(month => (double)amount(month) / month.Closing);
        var model = new MrrModel(flows.Count, trailing, [], "no month with MRR yet", [], [], Usual(month => month.Closing - month.Committed), Usual(month => month.Trial));
        if (flows.Count == 0) return model;
        var level = Forecaster.Forecast(flows.Closings, horizon);
        model = model with
        {
            Level = [.. level.Points.Select(point => point.Mean)],
            LevelMethod = level.Method,
            LastClosing = flows.Closings[^1],
            IsExact = level.Points[^1].High95 <= level.Points[^1].Low95,
        };
        if (flows.Count >= FewestMonths) return model.WithIntervals(flows, level.Points);
        return double.IsFinite(level.Points[0].High95)
            ? model with { Half80 = [.. level.Points.Select(point => point.High80 - point.Mean)], Half95 = [.. level.Points.Select(point => point.High95 - point.Mean)] }
            : model;
    }

    private MrrModel WithIntervals(MrrFlows flows, IReadOnlyList<ForecastPoint> level)
    {
        var noise = NetNoise.Of(flows);
        var (half80, half95) = Quantile.Student(flows.Count - 3);
        double[] deviations = [.. level.Select((point, i) => Calibration * Math.Sqrt((point.High80 - point.Mean) / Quantile.Normal80 * noise.After(i + 1)))];
        return this with { Half80 = [.. deviations.Select(deviation => deviation * half80)], Half95 = [.. deviations.Select(deviation => deviation * half95)] };
    }
}
