using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Plans;

/// <summary>A plan as it is sold.</summary>
/// <param name="Tier">Higher is bigger; null: not in the order of plans.</param>
/// <param name="Price">List price of one unit, minor units for a billing period; null: not known.</param>
/// <param name="Limits">By metric, what one billing cycle allows.</param>
/// <param name="Features">Names of what it can do; usage is measured by the same names.</param>
public sealed record PlanTerms(
    string PlanId, string Name, int? Tier, PlanPrice? Price, IReadOnlyDictionary<string, decimal> Limits, IReadOnlyList<string> Features);

/// <summary>The list price of one unit of a plan.</summary>
public readonly record struct PlanPrice(Currency Currency, decimal UnitMinor, IntervalUnit Interval, int IntervalCount)
{
    /// <summary>MRR at list price in micro-units of the currency, rounded once, half away from zero.</summary>
    /// <param name="quantity">Units; 0 or more.</param>
    public long MrrOf(decimal quantity, DefinitionProfile profile) => ItemMrr.At(
        new SubscriptionEvent
        {
            Source = FactSource.Import, EventId = "", CustomerId = "", SubscriptionId = "", ItemId = "", PlanId = "", Quantity = quantity, UnitAmountMinor = UnitMinor, Currency = Currency,
            Interval = Interval, IntervalCount = IntervalCount, Status = SubscriptionStatus.Active, EffectiveAt = default,
        },
        [], default, profile).Gross;
}
