using System.Text.Json.Serialization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Lifetime;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Api;

namespace RevenueBot.Questions.Lifetime;

/// <summary>Realised CLV of the customers acquired on a plan.</summary>
/// <param name="Key">The id of the plan; empty where it is not known; null for all of them.</param>
/// <param name="Clv">Mean of a customer.</param>
/// <param name="Months">Mean months of service of a customer.</param>
/// <param name="MonthlyValue">Revenue by months of service; null without a month of service.</param>
/// <param name="Rows">Payments, refunds and disputes behind the revenue.</param>
internal sealed record PlanLifetimeEntry(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name, int Customers, MoneyJson Revenue, MoneyJson? Clv, MoneyJson? Median, decimal? Months, MoneyJson? MonthlyValue, int Rows)
{
    private const int Digits = 4;

    public static PlanLifetimeEntry Of(PlanLifetime plan, EntryKey key, Currency currency) => new(
        key.Id, key.Name, plan.Customers, MoneyJson.Of(plan.Revenue, currency), Money(plan.Mean, currency), plan.Customers == 0 ? null : MoneyJson.Of(plan.Median, currency),
        plan.MeanMonths is { } months ? Math.Round(months, Digits, MidpointRounding.AwayFromZero) : null, Money(plan.MonthlyValue, currency), plan.Rows);

    private static MoneyJson? Money(long? micros, Currency currency) => micros is { } amount ? MoneyJson.Of(amount, currency) : null;
}

/// <summary>What one customer brought: a row of a receipt.</summary>
/// <param name="Plan">The one it first paid for; empty where it is not known.</param>
/// <param name="Months">Months of service.</param>
/// <param name="Rows">Payments, refunds and disputes behind it.</param>
/// <param name="Counts">False where some of its money has no rate: then it is in no figure.</param>
internal sealed record CustomerLifetimeRow(string CustomerId, string Plan, ExactMoneyJson Revenue, decimal Months, int Rows, bool Counts)
{
    public static object Of((string Id, CustomerLifetime Lifetime) customer, Currency currency) => new CustomerLifetimeRow(
        customer.Id, customer.Lifetime.PlanId, new ExactMoneyJson(customer.Lifetime.Revenue.Net, currency.Code), customer.Lifetime.Months, customer.Lifetime.Revenue.Rows,
        customer.Lifetime.Revenue.Unrated.Count == 0);
}

/// <summary>All plans together, and who is left out for want of a rate.</summary>
/// <param name="ComputedAt">The moment the figures speak of.</param>
/// <param name="Reason">Why there is no figure.</param>
internal sealed record LifetimeSummary(PlanLifetimeEntry Total, int LeftOut, IReadOnlyList<UnconvertedJson> Unconverted, DateTimeOffset ComputedAt, string? Reason)
{
    public static LifetimeSummary Of(Precomputed<LifetimeValue> computed, Currency currency) => new(
        PlanLifetimeEntry.Of(computed.Value.Total, default, currency), computed.Value.LeftOut,
        [.. computed.Value.Unrated.Select(money => new UnconvertedJson(money.Currency, money.Amount))], computed.AsOf,
        computed.Value.Total.Customers == 0 ? "nobody has paid" : null);
}
