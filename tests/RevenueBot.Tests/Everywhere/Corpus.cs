namespace RevenueBot.Tests.Everywhere;

/// <summary>Questions of every metric, form of period and kind of answer.</summary>
internal static class Corpus
{
    public static readonly string[] Questions =
    [
        "/mrr", "/mrr by plan", "/mrr by segment", "/mrr by country last 12 months", "/mrr by currency", "/mrr why", "/mrr why last month", "/mrr why by plan last quarter", "/mrr why by customer last 30 days",
        "/mrr last 6 months", "/mrr this year", "/mrr Q2 2026", "/mrr in March 2026", "/mrr last week", "/mrr last 10 days", "/mrr yesterday", "/mrr as of 2026-03-31", "/mrr from 2026-02-10 to 2026-04-20", "/mrr since 2025-05-05",
        "/mrr vs last year", "/mrr in March 2026 vs March 2025", "/mrr last 3 years", "/mrr in August 2019", "/mrr last 90 days at constant currency", "/mrr known at 2026-01-05", "/mrr by plan last 36 months", "/mrr by customer",
        "/arr", "/arr by plan", "/arpu", "/arpu by plan", "/arpu last 6 months", "/asp", "/asp by plan", "/churn", "/churn net", "/churn gross", "/churn by plan", "/churn last 12 months", "/churn in August 2019",
        "/nrr", "/grr by country", "/nrr last 12 months", "/quick-ratio", "/quick-ratio in August 2019", "/customers", "/customers by plan", "/customers by segment", "/customers last 6 months", "/ltv", "/ltv by plan", "/clv", "/clv by segment",
        "/retention", "/retention by segment", "/cohorts", "/cohorts since 2026-01-01", "/trials", "/trials conversion", "/trials by plan", "/nps", "/nps by segment", "/nps in August 2019", "/segments", "/usage", "/usage by plan", "/usage last 30 days",
        "/forecast", "/forecast over 12 months", "/forecast what if churn +1pp", "/forecast what if sales +10%", "/forecast over 12 months what if churn +1pp and sales -10% and prices +5%", "/today", "/target", "/health", "/at-risk", "/expansion", "/alerts", "/scorecard", "/profiles", "/segment", "/access", "/customer", "/customer Nobody & Sons", "/health",
        "help", "thanks", "/mrr by regoin", "mrr for plan “Zorgle”", "flurb zorgle?", "retention churn", "/mrr by plan by country", "/mrr next year", "/silence", "/annotate", "/intel", "/intel https://kappa.example", "/intel remove 999999",
    ];
}
