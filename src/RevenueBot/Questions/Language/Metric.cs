namespace RevenueBot.Questions.Language;

/// <summary>What a question asks for.</summary>
internal enum Metric
{
    Mrr, Arr, Churn, Nrr, Grr, Retention, QuickRatio, Arpa, Asp, Ltv, Clv, Customers, Customer, Trials, Cohorts, Segments, Usage, Nps, Target,
    Forecast, Today, Profiles, Annotate, Health, AtRisk, Expansion, Scorecard, Alerts, Silence, Access, Intel, Digest, Dashboard, Payments, Dunning,
}

/// <summary>How a metric is called.</summary>
/// <param name="Command">The slash command, without its slash: the canonical form of a question begins with it.</param>
/// <param name="Name">In sentences: "MRR", "net revenue retention".</param>
internal sealed record MetricName(Metric Metric, string Command, string Name)
{
    public static IReadOnlyList<MetricName> All { get; } =
    [
        new(Metric.Mrr, "mrr", "MRR"), new(Metric.Arr, "arr", "ARR"), new(Metric.Churn, "churn", "churn"), new(Metric.Nrr, "nrr", "net revenue retention"),
        new(Metric.Grr, "grr", "gross revenue retention"), new(Metric.Retention, "retention", "retention"), new(Metric.QuickRatio, "quick-ratio", "quick ratio"),
        new(Metric.Arpa, "arpu", "ARPA"), new(Metric.Asp, "asp", "ASP"), new(Metric.Ltv, "ltv", "LTV"), new(Metric.Clv, "clv", "realised CLV"),
        new(Metric.Customers, "customers", "paying customers"), new(Metric.Customer, "customer", "customer"), new(Metric.Trials, "trials", "trials"),
        new(Metric.Cohorts, "cohorts", "cohorts"), new(Metric.Segments, "segments", "segments"), new(Metric.Usage, "usage", "usage"), new(Metric.Nps, "nps", "NPS"),
        new(Metric.Target, "target", "target"), new(Metric.Forecast, "forecast", "forecast"), new(Metric.Today, "today", "today"),
        new(Metric.Profiles, "profiles", "definition profiles"), new(Metric.Annotate, "annotate", "annotation"),
        new(Metric.Health, "health", "health"), new(Metric.AtRisk, "at-risk", "customers at risk"), new(Metric.Expansion, "expansion", "expansion opportunities"),
        new(Metric.Scorecard, "scorecard", "scorecard of the alerts"),
        new(Metric.Alerts, "alerts", "open alerts"), new(Metric.Silence, "silence", "silence"), new(Metric.Access, "access", "access"),
        new(Metric.Intel, "intel", "intel"), new(Metric.Digest, "digest", "reports"), new(Metric.Dashboard, "dashboard", "dashboard"),
        new(Metric.Payments, "payments", "payments"), new(Metric.Dunning, "dunning", "dunning"),
    ];

    public static MetricName Of(Metric metric) => All[(int)metric];

    public static MetricName? OfCommand(string word) => All.FirstOrDefault(name => name.Command == word);
}
