using RevenueBot.Metrics.Expansion;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Plans;

namespace RevenueBot.Metrics.Tests.Expansion;

/// <summary>Customers of a company with three tiers, on 30 June 2024.</summary>
internal static class ExpansionCases
{
    public static readonly DateTimeOffset At = new(2024, 6, 30, 12, 0, 0, TimeSpan.Zero);
    public static readonly Currency Usd = Currency.Parse("USD"), Eur = Currency.Parse("EUR"), Jpy = Currency.Parse("JPY");

    public static readonly PlanCatalogue Catalogue = new(
    [
        Plan("starter", 1, Usd, 2_900, IntervalUnit.Month, ("tasks", 1_000)), Plan("starter-year", 1, Usd, 29_000, IntervalUnit.Year, ("tasks", 12_000)),
        Plan("pro", 2, Usd, 7_900, IntervalUnit.Month, ("tasks", 5_000)), Plan("pro-year", 2, Usd, 79_000, IntervalUnit.Year, ("tasks", 60_000)),
        Plan("pro-eur", 2, Eur, 6_900, IntervalUnit.Month), Plan("starter-eur", 1, Eur, 2_500, IntervalUnit.Month, ("tasks", 1_000)),
        Plan("starter-jpy", 1, Jpy, 4_000, IntervalUnit.Month), Plan("pro-jpy", 2, Jpy, 10_000, IntervalUnit.Month),
        Plan("max", 3, Usd, 19_900, IntervalUnit.Month, ("tasks", 20_000)), Plan("old", null, Usd, 1_900, IntervalUnit.Month, ("tasks", 500)), Plan("free", 0, Usd, 0, IntervalUnit.Month, ("tasks", 10)),
    ]);

    public static ExpansionMoment Moment { get; } = new(At, new DateOnly(2024, 6, 30), Catalogue, LedgerRules.Default, new FxRates(Usd, [new FxRate(Eur, new(2024, 6, 1), true, 1.08m), new FxRate(Jpy, new(2024, 6, 1), true, 0.0064m)]));

    public static PlanTerms Plan(string id, int? tier, Currency currency, decimal minor, IntervalUnit interval, params (string Metric, decimal Limit)[] limits) =>
        new(id, id, tier, new PlanPrice(currency, minor, interval, 1), limits.ToDictionary(limit => limit.Metric, limit => limit.Limit, StringComparer.OrdinalIgnoreCase), []);

    /// <summary>An item that began on 10 January 2024 at the list price of its plan.</summary>
    public static SubscriptionEvent On(string plan, string item = "item", decimal quantity = 1)
    {
        var price = Catalogue.Find(plan)!.Price!.Value;
        return new()
        {
            Source = FactSource.Import, EventId = $"e-{item}", CustomerId = "acme", SubscriptionId = $"sub-{item}", ItemId = item, PlanId = plan, Quantity = quantity, UnitAmountMinor = price.UnitMinor, Currency = price.Currency,
            Interval = price.Interval, IntervalCount = price.IntervalCount, Status = SubscriptionStatus.Active, EffectiveAt = new(2024, 1, 10, 9, 0, 0, TimeSpan.Zero),
        };
    }

    public static ExpansionCase? Case(params SubscriptionEvent[] events) => ExpansionCase.Of(new CustomerTrace { CustomerId = "acme", Events = events }, Moment);

    /// <summary>What is found of one customer with so much usage in each running cycle.</summary>
    public static Opportunity? Found(ExpansionCase customer, decimal used = 0, int people = 1, string metric = "tasks")
    {
        ExpansionUsage usage = new();
        usage.AddPeople(customer.CustomerId, people);
        foreach (var since in customer.Limits.Select(limit => limit.Since).Distinct()) usage.AddCycle(customer.CustomerId, since, metric, used);
        return Opportunities.Of([customer], usage, Catalogue.EntryTier) is [var found] ? found : null;
    }

    public static Opportunity? Found(SubscriptionEvent item, decimal used = 0, int people = 1) => Found(Case(item)!, used, people);
}
