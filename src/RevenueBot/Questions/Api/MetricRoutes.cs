using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Api;

/// <summary>The metrics by the names of their routes.</summary>
internal static class MetricRoutes
{
    private static readonly (string Route, Metric Metric)[] All =
    [
        ("mrr", Metric.Mrr), ("arr", Metric.Arr), ("movements", Metric.Mrr), ("arpa", Metric.Arpa), ("asp", Metric.Asp), ("customers", Metric.Customers), ("logo-churn", Metric.Churn),
        ("gross-mrr-churn", Metric.Churn), ("net-mrr-churn", Metric.Churn), ("nrr", Metric.Nrr), ("grr", Metric.Grr), ("quick-ratio", Metric.QuickRatio), ("ltv", Metric.Ltv), ("clv-by-plan", Metric.Clv),
        ("trial-conversion", Metric.Trials), ("cohorts", Metric.Cohorts), ("usage", Metric.Usage), ("segments", Metric.Segments), ("nps", Metric.Nps), ("targets", Metric.Target), ("forecast", Metric.Forecast),
    ];

    public static IEnumerable<string> Names => All.Select(route => route.Route);

    /// <summary>The metric of a route; null for what is none.</summary>
    public static Metric? Find(string route) => All.FirstOrDefault(known => known.Route == route) is { Route: not null } found ? found.Metric : null;

    /// <summary>Whether the figures of the metric are balances of the ledger, so that its rows add up to them.</summary>
    public static bool IsOfLedger(Metric metric) => metric is Metric.Mrr or Metric.Arr;
}
