using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Api;

/// <summary>The metrics by the names of their routes.</summary>
internal static class MetricRoutes
{
    private static readonly (string Route, Meaning Meaning)[] All =
    [
        ("mrr", new(Metric.Mrr)), ("arr", new(Metric.Arr)), ("movements", new(Metric.Mrr)), ("arpa", new(Metric.Arpa)), ("asp", new(Metric.Asp)), ("customers", new(Metric.Customers)), ("logo-churn", new(Metric.Churn)),
        ("gross-mrr-churn", new(Metric.Churn, Facet.Gross)), ("net-mrr-churn", new(Metric.Churn, Facet.Net)), ("nrr", new(Metric.Nrr)), ("grr", new(Metric.Grr)), ("quick-ratio", new(Metric.QuickRatio)), ("ltv", new(Metric.Ltv)), ("clv-by-plan", new(Metric.Clv)),
        ("trial-conversion", new(Metric.Trials, Facet.Conversion)), ("cohorts", new(Metric.Cohorts)), ("usage", new(Metric.Usage)), ("segments", new(Metric.Segments)), ("nps", new(Metric.Nps)), ("targets", new(Metric.Target)), ("forecast", new(Metric.Forecast)),
        ("why", new(Metric.Mrr)), ("profiles", new(Metric.Profiles)), ("expansion", new(Metric.Expansion)),
    ];

    public static IEnumerable<string> Names => All.Select(route => route.Route);

    /// <summary>The metric of a route; null for what is none.</summary>
    public static Meaning? Find(string route) => All.FirstOrDefault(known => known.Route == route) is { Route: not null } found ? found.Meaning : null;

    /// <summary>Whether the figures of the metric are sums of ledger rows, or ratios of such sums.</summary>
    public static bool IsOfLedger(Metric metric) => metric is Metric.Mrr or Metric.Arr or Metric.Arpa or Metric.Asp or Metric.Customers or Metric.QuickRatio;
}
