using RevenueBot.Charts;
using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Reports;

namespace RevenueBot.Tests.Reports;

/// <summary>A report whose words are known.</summary>
internal static class FixedDigest
{
    public const string Customer = "Canary Freight GmbH";

    public static Digest Of(DigestPeriod period, string headline = "MRR is $58,430, up $270 on Tue 10 Nov.") => new()
    {
        Period = period, Title = $"{period.Kind} report: {period.Last:ddd d MMM yyyy}", Subject = "MRR $58,430, up $270 on Tue 10 Nov", Preheader = "Two customers joined and one left; the month is at 97.4% of its target with 20 days to go.",
        Headline = headline, Sentences = ["Two customers joined."], Figures = [new Figure("mrr", "MRR", "$58,430", "+$270 vs 9 Nov", 58_430_000_000)],
        Items = [new DigestItem($"{Customer} at high risk", "One customer at high risk", "$698 MRR") { Evidence = "Card expired.", Do = "Ask for a new card.", NamesCustomers = true, Page = "/customers/cus_1" }],
        Chart = new DigestChart("mrr-chart", "MRR, last 30 days", new Chart("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"675\"><rect width=\"1200\" height=\"675\" fill=\"#fff\"/></svg>", "MRR", "MRR rose from $58,160 to $58,430.")) { AnswerId = "ans_chart" },
        Sections = [new DigestSection("movements", "Movements") { Headline = "New MRR was $300." }, new DigestSection("customers", "Customers") { Lists = [new DigestList("At risk", [new DigestItem($"{Customer}, $698", "One customer, $698", "$698") { NamesCustomers = true }])] }],
        ReceiptId = "ans_receipt", Footer = "Day closed 24:00 New York · data through Wed 11 Nov 2026, 07:25 · Stripe · USD", Currency = Currency.Parse("USD"), DataThrough = new(2026, 11, 11, 12, 25, 0, TimeSpan.Zero),
    };
}
