using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Tests.Access.Leaks;

/// <summary>A company whose every name and amount is found again wherever it turns up.</summary>
internal static class CanaryCompany
{
    /// <summary>MRR of all, of plan pro and of plan solo: at every time of several customers each, so that no total is one customer's amount.</summary>
    private static readonly string[] Totals = ["47,168", "26,772", "20,396", Note];

    /// <summary>A market note: whoever may see totals may read it.</summary>
    public const string Note = "Wombat raised its canary price";

    private static readonly string[] Amounts = ["17,333", "9,241", "15,403", "2,119", "1,003", "1,871"];
    private static readonly string[] Names = ["Zanzibar Canary", "Quokka Canary", "Ocelot Canary", "Tapir Canary", "Numbat Canary", "Lemur Canary", "Zanzibar", "Quokka", "Ocelot", "Tapir", "Numbat", "Lemur"];
    private static readonly Currency Usd = Currency.Parse("USD");

    public static Gives In(string text) =>
        (Totals.Any(text.Contains) ? Gives.Totals : 0) | (Amounts.Any(text.Contains) ? Gives.Amounts : 0) | (Names.Any(text.Contains) ? Gives.Names : 0);

    public static string Question(What what) => what switch
    {
        What.Totals => "/mrr",
        What.ByPlan => "/mrr by plan",
        What.Customer => "/customer Zanzibar Canary",
        What.AtRisk => "/at-risk",
        What.WhoMovedIt => "/mrr why by customer last 30 days",
        What.UnknownCustomer => "/customer Narwhal Limited",
        What.MarketNotes => "/intel",
        What.Nonsense => "/mrr by flurb zorgle",
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    /// <summary>What an answer gives away at least, to who may see all that it says; so that refusing everything is no way to pass.</summary>
    public static Gives Expected(Cell cell) => cell.What switch
    {
        What.Totals or What.ByPlan or What.WhoMovedIt or What.MarketNotes => Gives.Totals,
        What.Customer => Gives.Amounts | Gives.Names,
        What.AtRisk => cell.Who == Who.Admin ? Gives.Amounts | Gives.Names : Gives.Amounts,
        _ => Gives.Nothing,
    };

    public static FactBatch Facts(DateTimeOffset now) => new()
    {
        Customers = [Named("c-zan", "Zanzibar Canary"), Named("c-quo", "Quokka Canary"), Named("c-oce", "Ocelot Canary"), Named("c-tap", "Tapir Canary"), Named("c-num", "Numbat Canary"), Named("c-lem", "Lemur Canary")],
        SubscriptionEvents =
        [
            Pays("c-zan", "pro", 17_333, now.AddDays(-400)), Pays("c-quo", "pro", 9_241, now.AddDays(-400)), Pays("c-oce", "solo", 15_403, now.AddDays(-400)), Pays("c-lem", "solo", 1_871, now.AddDays(-400)),
            Pays("c-tap", "solo", 2_119, now.AddDays(-10)), Pays("c-num", "solo", 1_003, now.AddDays(-10)),
        ],
        Users = [.. Everybody.SelectMany(id => Enumerable.Range(1, 3).Select(n => new AppUser($"{id}-{n}", id, null, now.AddDays(-400), false)))],
        // One was used daily, and then not at all.
        Usage = [.. Everybody.SelectMany(id => Enumerable.Range(id == "c-quo" ? 40 : 1, 110).SelectMany(ago => Enumerable.Range(1, 3).Select(n => new UsageRecord(id, $"{id}-{n}", "tasks", 2, now.AddDays(-ago), null))))],
        Tickets = [new("t-quo", "c-quo", TicketSeverity.Critical, now.AddDays(-30), null, null)],
        Payments = [.. new[] { 20, 12, 5 }.Select(ago => new Payment(FactSource.Import, $"p-{ago}", "c-quo", "sub_c-quo", 924_100, null, Usd, PaymentStatus.Failed, null, null, now.AddDays(-ago)))],
    };

    private static readonly string[] Everybody = ["c-zan", "c-quo", "c-oce", "c-lem"];

    private static Customer Named(string id, string name) => new(id, name, null, "US", "smb", null, null, null);

    private static SubscriptionEvent Pays(string customer, string plan, decimal dollars, DateTimeOffset from) => new()
    {
        Source = FactSource.Import, EventId = "e-" + customer, CustomerId = customer, SubscriptionId = "sub_" + customer, ItemId = "sub_" + customer, PlanId = plan,
        UnitAmountMinor = dollars * 100, Currency = Usd, Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = from,
    };
}
