using RevenueBot.Charts;
using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Reports;
using RevenueBot.Reports.Daily;
using RevenueBot.Tests.Questions;

namespace RevenueBot.Tests.Reports;

/// <summary>Reports of the invented company of the message references (figures.json).</summary>
internal static class SampleDigests
{
    /// <summary>Who is named in them, and may not be for readers without the right to names.</summary>
    public static readonly string[] Customers = ["Brightwater Clinics", "Pinecrest Media", "Kestrel Logistics", "Ostrava Print", "cus_0412", "cus_0977"];

    private static readonly Lazy<Chart> _trend = new(() => Larkspur.Ask("/mrr").Chart!.Value), _bridge = new(() => Larkspur.Ask("/mrr why last week").Chart!.Value);

    public static Digest Daily { get; } = new()
    {
        Period = new(DigestKind.Daily, new(2026, 11, 10), new(2026, 11, 10)),
        Title = "Daily report: Tue 10 Nov 2026",
        Subject = "MRR $58,430, up $270 on Tue 10 Nov",
        Preheader = "November +$1,050 vs +$640 in 1–10 Oct. On pace for $60,000 on 25 Nov. Three items need attention.",
        Headline = "MRR closed at $58,430, up $270 on the day.",
        Sentences = ["The four Tuesdays before averaged +$95.", "Three new customers (+$306) and upgrades (+$64) outweighed one churn (−$100)."],
        Figures =
        [
            new("mrr", "MRR", "$58,430", "+$270 on the day; Tuesday mean +$95"), new("month", "November so far", "+$1,050", "vs +$640 in 1–10 Oct"), new("week", "Last 7 days, 4–10 Nov", "+$890", "vs +$570 the 7 days before"),
            new("customers", "Paying customers", "593", "+2 on the day"), new("arpa", "ARPA", "$98.53", "+$0.63 vs 10 Oct"), new("trials", "Active trials", "41", "6 started on 10 Nov"),
            new("payments", "Payments received", "$2,310", "ex tax, net of refunds"), new("ltv", "LTV", "–", "fewer than 10 churns"),
        ],
        Target = new("Target 30 Nov: $60,000.", "97.4% reached, $1,570 to go. Needed: $78.50 a day for 20 days. November so far: $105 a day. On pace for 25 Nov.") { Reached = 0.974m },
        Items =
        [
            new("23 customers at new high churn risk", "23 customers at new high churn risk", "$2,365 MRR") { Evidence = "19 made no export since 8 Nov, the day of Release 4.2.", Do = "Check exports first.", Owner = "CS leads", Page = "/customers?alert=grp_9D4R&state=open", Micros = 2_365_000_000 },
            new("Four payments failing", "Four payments failing", "$1,236 MRR") { Evidence = "Next tries from 13 Nov.", Do = "Call before.", Owner = "Dana Osei", Page = "/billing?failing=1", Micros = 1_236_000_000 },
            new("Brightwater Clinics at high risk", "One customer at high risk", "$698 MRR") { Evidence = "Card expired, 4 of 12 users active.", Do = "Ask for a new card.", Owner = "Dana Osei, acknowledged", Page = "/customers/cus_0412", Micros = 698_000_000, NamesCustomers = true },
        ],
        Chart = new("mrr-chart", "MRR, Nov 2025 to 10 Nov 2026, USD", _trend.Value),
        Restated = ["9 Nov closed at $58,160, not $58,188. A downgrade of 9 Nov (−$28) arrived on 10 Nov, 11:20."],
        ReceiptId = "ans_D1110",
        Footer = "Day closed 24:00 New York · data through Wed 11 Nov 2026, 07:25 · Stripe · USD · default definitions",
        Currency = Larkspur.Usd,
        DataThrough = new(2026, 11, 11, 12, 25, 0, TimeSpan.Zero),
    };

    public static Digest Quiet { get; } = Daily with { Items = [], Restated = [], Target = null, Chart = null, NothingUrgent = "Nothing needs you. No new alerts since Mon 9 Nov." };

    public static Digest Weekly { get; } = Daily with
    {
        Period = new(DigestKind.Weekly, new(2026, 11, 2), new(2026, 11, 8)),
        Title = "Weekly review: 2–8 Nov 2026",
        Subject = "MRR $57,990, up $570 in 2–8 Nov",
        Preheader = "The week before: +$540. Churn nearly doubled: −$1,082. One decision: who calls failing payments.",
        Headline = "MRR rose $570 (+1.0%) to $57,990.",
        Sentences = ["The week before: +$540.", "Sales were strong (+$1,140), but churn nearly doubled (−$1,082 vs −$560). Three of the six who left had unpaid invoices."],
        Figures =
        [
            new("customers", "Customers", "589, +5", "9 new, 2 back, 6 left"), new("quick", "Quick ratio", "1.4", "1.7 the week before"), new("forecast", "Forecast 30 Nov", "$59,900", "80% range $59,200–$60,600"),
            new("target", "Target 30 Nov", "$60,000", "inside the range"),
        ],
        Target = null,
        Items = [],
        Decision = new("Decide this week:", "who calls customers with failing payments within a day. It would have touched $318 of last week’s churn."),
        Chart = new("bridge", "MRR bridge, 2–8 Nov 2026, USD", _bridge.Value),
        Sections =
        [
            new("movements", "Movements")
            {
                Headline = "Churn took $1,082 of the $1,888 that was won.",
                Tables =
                [
                    new(null, new(["USD", "2–8 Nov", "week before"],
                    [
                        ["Opening", "57,420", "56,880"], ["New (9 customers)", "+1,140", "+870"], ["Expansion", "+690", "+410"], ["Reactivation", "+58", "0"], ["Contraction", "−236", "−180"], ["Churn (6 customers)", "−1,082", "−560"],
                        ["Closing", "57,990", "57,420"],
                    ])),
                    new("Largest movements", new(["Customer", "USD", "why"], [["Kestrel Logistics", "−297", "card expired"], ["Ostrava Print", "−247", "closed"]])) { NamesCustomers = true },
                ],
            },
            new("success", "Customer success")
            {
                Headline = "The alerts saw 18 of 26 churns (69%).",
                Sentences = ["Churn alerts closed in the last 90 days: 42. Staying after a contact does not prove the contact did it."],
                Lists = [new("", [new("18 left", "18 left", null) { Evidence = "Median warning: 24 days." }, new("15 stayed after a contact", "15 stayed after a contact", "$1,912 MRR"), new("9 stayed without one", "9 stayed without one", null)])],
                Tables = [new("Highest risk", new(["Customer", "MRR"], [["Brightwater Clinics", "698"], ["Kestrel Logistics", "297"]]), new(["Customer", "MRR"], [["One customer", "698"], ["One customer", "297"]])) { NamesCustomers = true }],
            },
            new("risks", "Risks and opportunities")
            {
                Lists =
                [
                    new("Risks", [new("Failing payments", "Failing payments", "$1,236 MRR") { Evidence = "4 customers.", Do = "Call within a day.", Page = "/billing?failing=1" }, new("Scheduled cancels", "Scheduled cancels", "$1,120 MRR") { Evidence = "8 customers.", Do = "Ask why before the end date." }]),
                    new("Opportunities", [new("Pinecrest Media", "One customer", "+$250 MRR") { Evidence = "Team to Business, limit near.", Do = "Offer Business.", Page = "/customers/cus_0977", NamesCustomers = true }]),
                ],
            },
            new("market", "Market notes")
            {
                Quotes =
                [
                    new("Kappa Metrics raised its Team price on its public price page.", "Priya Nair", new(2026, 11, 5), new("https://kappa-metrics.example/pricing")),
                    new("Oriel published a Stripe import.", "Feed “Oriel blog”", new(2026, 11, 3), new("https://oriel.example/blog/import?a=1&b=2")),
                ],
                Note = "Notes come from /intel and from feeds. RevenueBot adds nothing to them.",
            },
        ],
        Restated = [],
        ReceiptId = "ans_W45",
        Page = "/revenue?week=2026-W45",
        Footer = "Data through Mon 9 Nov, 07:40 New York · Stripe · USD · default definitions",
    };

    public static Digest Monthly { get; } = Weekly with
    {
        Period = new(DigestKind.Monthly, new(2026, 10, 1), new(2026, 10, 31)),
        Title = "Board report: October 2026",
        Subject = "MRR $57,380, up $2,120 in October",
        Preheader = "New customers added $3,910, churn took $2,860. 30 Nov is forecast at $59,900. Three recommendations.",
        Headline = "MRR closed October at $57,380, up $2,120 (+3.8%).",
        Sentences = ["New customers added $3,910; churn took $2,860."],
        Figures = [new("mrr", "MRR", "$57,380", "+$2,120 in October"), new("customers", "Paying customers", "583", "+17")],
        Decision = null,
        Chart = new("mrr-chart", "MRR, Nov 2025 to 10 Nov 2026, USD", _trend.Value),
        Sections =
        [
            .. Weekly.Sections.Take(2),
            new("forecast", "Projection") { Headline = "30 Nov is forecast at $59,900; the target is $60,000.", Sentences = ["80% range $59,200–$60,600. The target is inside it."], Charts = [new("forecast", "MRR and its forecast, USD", _trend.Value)] },
            new("advice", "Recommendations")
            {
                Headline = "Three recommendations",
                Advice =
                [
                    new("Call customers within a day when a payment fails.", "Dana Osei, from 16 Nov", "in 2–8 Nov, 3 of 6 churned customers had unpaid invoices (−$318 of −$1,082 MRR). Now 4 are failing.",
                        "$1,236 MRR is at stake. If half pay after a call: about $618 a month. The half is an assumption.", "call the four before the next tries on 13 Nov.", "some pay by themselves at the next try. Likely.", "involuntary-share v2"),
                    new("Ask Brightwater Clinics for a new card.", "Sam Ito, by 20 Nov", "its card expired on 8 Nov.", "$698 MRR.", "write today.", "it may have left already. Guess.", "expired-card v1") { NamesCustomers = true },
                ],
            },
        ],
        ReceiptId = "ans_M10",
        Page = "/revenue?month=2026-10",
        Footer = "As known on 3 Nov 2026 · Stripe · USD · default definitions",
    };

    public static Digest Late { get; } = Daily with { IsLate = true, Notice = "This report is 3 hours late: the bot did not run from 07:00 to 10:12." };

    public static Digest Stale { get; } = Daily with { Notice = "Nothing has arrived from Stripe since Mon 9 Nov, 21:05. Figures are as of that time.", DataThrough = new(2026, 11, 10, 2, 5, 0, TimeSpan.Zero) };

    public static IEnumerable<(string Name, Digest Digest)> All => [("daily", Daily), ("quiet", Quiet), ("weekly", Weekly), ("monthly", Monthly), ("late", Late), ("stale", Stale), ("made", DailyDigest.Of(LarkspurReports.Daily()))];
}
