namespace RevenueBot.Questions.Language;

/// <summary>What people call the metrics, beside their commands and names.</summary>
internal static class MetricWords
{
    private static readonly (Metric Metric, string[] Phrases)[] Said =
    [
        (Metric.Mrr, ["monthly recurring revenue", "recurring revenue", "net mrr"]),
        (Metric.Arr, ["annual recurring revenue", "annual run rate", "annualised run rate", "annualized run rate", "revenue run rate", "run rate", "yearly recurring revenue"]),
        (Metric.Churn,
        [
            "churn rate", "logo churn", "customer churn", "churned", "churning", "churns", "attrition", "customers lost", "lost customers", "losing customers", "lose customers", "customers did we lose", "customers leave", "customers left", "customers leaving", "cancellation rate",
        ]),
        (Metric.Nrr, ["net retention", "net revenue retention", "net revenue retention rate", "net dollar retention", "ndr", "nrr rate", "net mrr retention"]),
        (Metric.Grr, ["gross retention", "gross revenue retention", "gross revenue retention rate", "gross dollar retention", "gdr", "gross mrr retention"]),
        (Metric.Retention, ["retention rate", "retention rates", "revenue retention", "customer retention", "logo retention", "dollar retention"]),
        (Metric.QuickRatio, ["quick ratio", "saas quick ratio", "quickratio"]),
        (Metric.Arpa,
        [
            "arpu", "arpa", "average revenue per account", "average revenue per user", "average revenue per customer", "revenue per account", "revenue per user", "revenue per customer",
            "mrr per customer", "mrr per account", "mrr per user", "average mrr", "average customer pays", "average customer pay",
        ]),
        (Metric.Asp, ["average sale price", "average sales price", "average selling price", "average new mrr", "new mrr per customer", "mrr per new customer"]),
        (Metric.Ltv, ["lifetime value", "life time value", "customer ltv", "predicted lifetime value", "expected lifetime value"]),
        (Metric.Clv, ["realised clv", "realized clv", "realised lifetime value", "realized lifetime value", "historic clv", "historical clv", "clv by plan", "lifetime revenue", "revenue to date per customer"]),
        (Metric.Customers,
        [
            "paying customers", "customer count", "customers count", "number of customers", "active customers", "subscribers", "paying accounts", "customer base", "customer numbers", "accounts", "payers",
        ]),
        (Metric.Trials,
        [
            "trial", "free trials", "free trial", "trialling", "trialing", "trialists", "active trials", "trial signups",
        ]),
        (Metric.Cohorts, ["cohort", "cohort analysis", "cohort retention", "retention cohorts", "retention by cohort", "cohort table", "cohort chart", "cohorts chart", "retention curve", "retention curves", "cohort heatmap"]),
        (Metric.Segments, ["segmentation", "segment grid", "segmentation grid", "customer segments", "customer segmentation", "segment breakdown"]),
        (Metric.Usage, ["usage analytics", "product usage", "active users", "daily active users", "dau", "usage per user", "how active", "engagement"]),
        (Metric.Nps, ["net promoter score", "promoter score", "promoters", "detractors", "customer satisfaction score"]),
        (Metric.Target, ["targets", "goal", "goals", "mrr target", "mrr goal", "on target", "on track", "quota", "days to target", "target progress"]),
        (Metric.Forecast, ["forecasts", "forecasted", "forecasting", "projection", "projections", "projected", "predict", "prediction", "predicted", "outlook", "mrr forecast", "mrr projection"]),
        (Metric.Today,
        [
            "customers pay us today", "customers paid us today", "customers pay today", "customers paid today", "payments today", "revenue today", "today's revenue", "todays revenue", "cash today",
            "churn today", "churned today", "churns today", "churning today", "today's churn", "todays churn", "signups today", "today's signups", "sign-ups today", "cancels today", "cancellations today", "happened today", "what happened", "today's numbers", "todays numbers", "today's figures", "today's summary", "collect today",
            "collected today", "takings today", "today's takings", "who signed up today", "cash collected today", "paid us today", "pay us today",
        ]),
        (Metric.Profiles, ["definition profiles", "compare profiles", "compare definitions", "profile comparison", "compare definition profiles", "definitions", "other definitions"]),
        (Metric.Health,
        [
            "customer health", "health score", "health scores", "customer health score", "customer health scores", "account health", "health distribution", "how healthy", "how healthy are our customers", "how healthy are customers", "customers by health",
            "customer base health", "health of our customers", "health of customers", "health overview", "healthy customers", "how many customers are healthy",
        ]),
        (Metric.AtRisk,
        [
            "at risk", "who is at risk", "who's at risk", "whos at risk", "who are at risk", "customers at risk", "at risk customers", "at-risk customers", "which customers are at risk", "which accounts are at risk", "accounts at risk", "at risk accounts",
            "mrr at risk", "revenue at risk", "high risk", "high risk customers", "high-risk customers", "likely to churn", "likely to leave", "who might churn", "who may churn", "who will churn", "who could churn", "who is about to churn",
            "who might leave", "who may leave", "who is likely to churn", "who is likely to leave", "which customers might churn", "which customers may churn", "which customers will churn", "which customers are likely to churn", "customers in danger", "unhealthy customers", "churn risk", "churn risks",
        ]),
        (Metric.Expansion,
        [
            "expansion opportunity", "expansion opportunities", "upsell", "upsells", "upsell opportunities", "upgrade opportunities", "growth opportunities", "ready to grow", "who is ready to grow", "ready to upgrade", "who is ready to upgrade",
            "who can upgrade", "who could upgrade", "who should upgrade", "who can we upsell", "who should we upsell", "which customers could upgrade", "which customers are ready to grow", "near their limit", "near their limits", "who is near a limit", "who is near their limit", "close to their limit", "customers near their limit", "customers close to their limit",
        ]),
        (Metric.Scorecard,
        [
            "alert scorecard", "alerts scorecard", "scorecard of alerts", "scorecard of the alerts", "how good are our alerts", "how good are the alerts", "are alerts worth it", "are our alerts worth it", "are the alerts worth it", "alert precision", "how many alerts were right",
        ]),
        (Metric.Payments,
        [
            "payments received", "cash collected", "cash received", "money in", "collected", "failed payments", "payments failed", "payment failures", "recovered payments", "payments recovered", "refunds", "refunded", "disputes", "disputed payments", "chargebacks",
        ]),
        (Metric.Dunning, ["in dunning", "who is in dunning", "customers in dunning", "open payments", "unpaid customers", "past due customers", "who is past due", "overdue payments", "who has not paid", "who owes us"]),
        (Metric.Intel, ["market notes", "market note", "competitive intelligence", "competitor notes", "notes about competitors", "market intelligence"]),
    ];

    /// <summary>Of metrics with several figures: the one that is meant, or each that may be.</summary>
    private static readonly (Meaning[] Meanings, string[] Phrases)[] Figures =
    [
        ([new(Metric.Churn, Facet.Gross)], ["gross churn", "gross mrr churn", "gross revenue churn", "gross dollar churn", "churn gross"]),
        ([new(Metric.Churn, Facet.Net)], ["net churn", "net mrr churn", "net revenue churn", "net dollar churn", "churn net"]),
        ([new(Metric.Churn, Facet.Gross), new(Metric.Churn, Facet.Net)], ["revenue churn", "mrr churn", "dollar churn"]),
        ([new(Metric.Trials, Facet.Conversion)],
        [
            "trial conversion", "trial conversion rate", "trial conversions", "trials conversion", "trial to paid", "trial-to-paid", "trials convert", "trials converted", "conversion rate", "conversion",
            "conversions", "days to convert",
        ]),
    ];

    /// <summary>Words that two metrics share: which one is meant must be asked.</summary>
    private static readonly (string Phrase, Metric[] Metrics)[] Shared =
    [
        ("revenue", [Metric.Mrr, Metric.Today]), ("sales", [Metric.Mrr, Metric.Today]), ("income", [Metric.Mrr, Metric.Today]), ("turnover", [Metric.Mrr, Metric.Churn]), ("signups", [Metric.Today, Metric.Trials]),
        ("sign-ups", [Metric.Today, Metric.Trials]), ("customer lifetime value", [Metric.Ltv, Metric.Clv]), ("new customers", [Metric.Customers, Metric.Today]), ("monthly revenue", [Metric.Mrr, Metric.Today]),
        ("users", [Metric.Customers, Metric.Usage]), ("user count", [Metric.Customers, Metric.Usage]),
    ];

    /// <summary>Not as single words: "today" is a day, "customer" begins many phrases, "expansion" is a line of MRR. Their commands stand for them.</summary>
    private static readonly Metric[] ByCommandOnly = [Metric.Today, Metric.Customer, Metric.Annotate, Metric.Expansion, Metric.Silence, Metric.Access, Metric.Digest, Metric.Dashboard];

    /// <summary>Each phrase with what it may mean; the longest come first.</summary>
    private static readonly ILookup<string, (string[] Words, Meaning[] Meanings)> Phrases = Said
        .SelectMany(said => said.Phrases.Concat(OfYesterday(said.Metric, said.Phrases)), (said, phrase) => (Phrase: phrase, Meanings: (Meaning[])[new(said.Metric)]))
        .Concat(Figures.SelectMany(figure => figure.Phrases, (figure, phrase) => (Phrase: phrase, figure.Meanings)))
        .Concat(MetricName.All.Where(name => !ByCommandOnly.Contains(name.Metric))
            .SelectMany(name => (string[])[name.Command, name.Name.ToLowerInvariant()], (name, phrase) => (Phrase: phrase, Meanings: (Meaning[])[new(name.Metric)])))
        .Concat(Shared.Select(shared => (shared.Phrase, Meanings: Array.ConvertAll(shared.Metrics, metric => new Meaning(metric))))).DistinctBy(pair => pair.Phrase)
        .Select(pair => (Words: pair.Phrase.Split(' '), pair.Meanings)).OrderByDescending(pair => pair.Words.Length)
        .ToLookup(pair => pair.Words[0]);

    /// <summary>Every word of every phrase, with what tells it from the others: the phrase, where it has but one word.</summary>
    public static IEnumerable<string> All => Phrases.SelectMany(group => group).SelectMany(phrase => phrase.Words).Distinct();

    /// <summary>Takes the longest name of a metric at the cursor; empty where there is none.</summary>
    public static IReadOnlyList<Meaning> Take(Cursor cursor)
    {
        if (cursor.IsCommand && MetricName.OfCommand(cursor.Word) is { } command)
        {
            cursor.At++;
            return [new(command.Metric, cursor.TakeIf(word => FacetName.OfWord(command.Metric, word)) ?? Facet.Usual)];
        }

        foreach (var (words, meanings) in Phrases[cursor.Word])
            if (cursor.Take(words)) return meanings;
        return [];
    }

    /// <summary>What is said of today can be said of the day before: "signups yesterday", "yesterday's churn".</summary>
    private static IEnumerable<string> OfYesterday(Metric metric, string[] phrases) =>
        metric != Metric.Today ? [] : phrases.Select(phrase => phrase.Replace("today", "yesterday", StringComparison.Ordinal));
}
