using RevenueBot.Charts;
using RevenueBot.Metrics;
using RevenueBot.Questions;

namespace RevenueBot.Tests.Slack;

/// <summary>Answers of the invented company of the message samples.</summary>
internal static class Answers
{
    private const long Unit = 1_000_000;

    public static Answer Mrr { get; } = new()
    {
        Id = "ans_7Q2M4K",
        Kind = AnswerKind.Figures,
        Question = "/mrr",
        Headline = "MRR is $58,430 on 10 Nov, up $2,530 (+4.5%) vs 10 Oct.",
        Sentences =
        [
            "November so far (1–10 Nov): +$1,050, vs +$640 in 1–10 Oct. New customers brought the most; churn is $312 higher.",
            "Target 30 Nov: $60,000. $1,570 to go. At this pace: 25 Nov.",
        ],
        Figures =
        [
            new Figure("year", "vs a year ago", "+$16,470 (+39.3%)", "$41,960 on 10 Nov 2025"),
            new Figure("committed", "Committed MRR", "$57,310", "8 cancels scheduled"),
            new Figure("customers", "Paying customers", "593", "+22 vs 10 Oct"),
            new Figure("arpa", "ARPA", "$98.53", "+$0.63 (+0.6%) vs 10 Oct"),
        ],
        Chart = new Lazy<Chart>(() => new Chart("<svg/>", "MRR, Nov 2025 to 10 Nov 2026, USD", "Line chart, MRR in USD at month end: Nov 2025 42,350. Last point, part of November: 58,430 on 10 Nov 2026.")),
        Suggestions = [new Suggestion("Why did it change?", "/mrr why"), new Suggestion("By plan", "/mrr by plan")],
        Series =
        [
            new PeriodMrr
            {
                Period = new Period(new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 11)), Key = "",
                Opening = 57_380 * Unit, New = 1_684 * Unit, Expansion = 754 * Unit, Reactivation = 58 * Unit,
                Contraction = -264 * Unit, Churn = -1_182 * Unit, Closing = 58_430 * Unit,
                OpeningCustomers = 583, NewCustomers = 15, ReactivatedCustomers = 2, ChurnedCustomers = 7, Customers = 593,
            },
        ],
        Currency = Currency.Parse("USD"),
        AsOf = new DateOnly(2026, 11, 10),
        Footer = "Data through Tue 10 Nov 2026, 17:40 New York · Stripe · USD · default definitions",
    };

    public static Answer ByPlan { get; } = Mrr with
    {
        Id = "ans_9C1T8B",
        Headline = "Business drives growth: +$5,410 of the +$9,570 since 31 May.",
        Sentences = ["Team added $4,130."],
        Figures = [],
        Chart = null,
        Table = new AnswerTable(["", "Starter", "Team", "Business", "Total"],
        [
            ["31 May", "9,860", "21,480", "17,520", "48,860"],
            ["31 Jul", "10,120", "23,040", "18,870", "52,030"],
            ["10 Nov†", "9,890", "25,610", "22,930", "58,430"],
            ["Change", "+30", "+4,130", "+5,410", "+9,570"],
        ], "† 10 Nov is part of November: do not read it as a whole month."),
    };

    public static Answer Receipt { get; } = Mrr with
    {
        Headline = "How MRR of $58,430 on 10 Nov adds up",
        Sentences = [],
        Figures = [],
        Chart = null,
        Suggestions = [],
        Table = new AnswerTable(["1–10 Nov, USD", "MRR", "rows"],
        [
            ["Opening 1 Nov", "57,380", "583"], ["New", "+1,684", "15"], ["Expansion", "+754", "17"], ["Reactivation", "+58", "2"],
            ["Contraction", "−264", "5"], ["Churn", "−1,182", "7"], ["Closing 10 Nov", "58,430", "593"],
        ]),
        Footer = "As known on Tue 10 Nov 2026, 17:42 New York · default definitions",
    };

    public static Answer NotUnderstood { get; } = new()
    {
        Id = "ans_4M4M4M",
        Kind = AnswerKind.NotUnderstood,
        Question = "mrr by regoin last quarter",
        Headline = "I read “mrr” and “last quarter”, but not “regoin”.",
        Suggestions = [new Suggestion("MRR by region, last quarter", "mrr by region last quarter"), new Suggestion("MRR, last quarter", "mrr last quarter")],
    };
}
