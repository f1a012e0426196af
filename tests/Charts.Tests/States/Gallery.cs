namespace RevenueBot.Charts.Tests.States;

/// <summary>Every chart in every state it can be asked for, by name.</summary>
internal static class Gallery
{
    public static IReadOnlyDictionary<string, Func<ChartFrame, Chart>> All { get; } = new Dictionary<string, Func<ChartFrame, Chart>>(
    [
        .. Named("trend", Samples.Trends, RevenueTrendChart.Draw),
        .. Named("waterfall", Samples.Waterfalls, WaterfallChart.Draw),
        .. Named("heatmap", CohortStates.All, CohortHeatmapChart.Draw),
        .. Named("curves", CurveStates.All, RetentionCurvesChart.Draw),
        .. Named("line", LineStates.All, LineTrendChart.Draw),
        .. Named("usage", UsageStates.All, UsageByPlanChart.Draw),
        .. Named("plans", PlanStates.All, PlansChart.Draw),
        .. Named("stacked", PlanStates.All, StackedTrendChart.Draw),
        .. Named("rates", RateStates.All, RatesChart.Draw),
        .. Named("tiles", TileStates.All, TilesChart.Draw),
        .. Named("segments", SegmentStates.All, SegmentsChart.Draw),
        .. Named("health", HealthStates.All, HealthChart.Draw),
        .. Named("funnel", FunnelStates.All, TrialFunnelChart.Draw),
    ]);

    private static IEnumerable<KeyValuePair<string, Func<ChartFrame, Chart>>> Named<T>(string chart, IReadOnlyDictionary<string, T> states, Func<T, ChartFrame, Chart> draw) =>
        states.Select(s => KeyValuePair.Create<string, Func<ChartFrame, Chart>>($"{chart}-{s.Key}", frame => draw(s.Value, frame)));
}
