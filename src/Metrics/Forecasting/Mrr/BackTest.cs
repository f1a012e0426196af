namespace RevenueBot.Metrics.Forecasting.Mrr;

/// <summary>
/// How the forecasts would have done on the company's own past: made again at each of up to twelve past month ends, from what was the past
/// then, and compared with the month ends that followed. What was scheduled then is left out, so it is a little harder than the real thing.
/// </summary>
/// <param name="Origins">Past month ends at which a forecast was made.</param>
/// <param name="Checks">Month ends compared; one forecast gives up to six.</param>
/// <param name="Within80">How many lay in the 80% interval.</param>
/// <param name="Within95">How many lay in the 95% interval.</param>
/// <param name="MeanMiss">Mean distance from the mean, as a share of the balance; null without a check.</param>
public sealed record BackTest(int Origins, int Checks, int Within80, int Within95, double? MeanMiss)
{
    public static BackTest None { get; } = new(0, 0, 0, 0, null);

    private const int MostOrigins = 12;

    /// <param name="closed">Whole months, oldest first.</param>
    public static BackTest Run(IReadOnlyList<PeriodMrr> closed, int horizon)
    {
        var first = closed.TakeWhile(month => month.Opening <= 0).Count() + MrrModel.FewestMonths;
        var origins = Enumerable.Range(first, Math.Max(closed.Count - first, 0)).TakeLast(MostOrigins).ToList();
        var checks = origins.AsParallel().AsOrdered().SelectMany(origin => Compare(closed, origin, horizon)).ToList();
        if (checks.Count == 0) return None;
        return new(
            origins.Count, checks.Count, checks.Count(check => check.Is(month => (month.Low80, month.High80))),
            checks.Count(check => check.Is(month => (month.Low95, month.High95))), checks.Average(check => check.Miss));
    }

    private static IEnumerable<Check> Compare(IReadOnlyList<PeriodMrr> closed, int origin, int horizon)
    {
        List<PeriodMrr> past = [.. closed.Take(origin)];
        var last = past[^1];
        var outlook = new MrrOutlook(last.Period.End, last.Closing, 1, null, MrrModel.Fit(past, horizon), None);
        return outlook.Forecast().Zip(closed.Skip(origin), (month, actual) => new Check(month, actual.Closing));
    }

    private readonly record struct Check(MrrForecastMonth Forecast, long Actual)
    {
        public double Miss => Math.Abs((double)Actual - Forecast.Mean) / Math.Max(Actual, 1);

        public bool Is(Func<MrrForecastMonth, (long? Low, long? High)> interval) =>
            interval(Forecast) is ({ } low, { } high) && Actual >= low && Actual <= high;
    }
}
