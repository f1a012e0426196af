using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Plans;

namespace RevenueBot.Metrics.Expansion;

/// <summary>What is true for all customers at a moment.</summary>
/// <param name="Today">Its local day.</param>
public sealed record ExpansionMoment(DateTimeOffset At, DateOnly Today, PlanCatalogue Plans, LedgerRules Rules, FxRates Rates);

/// <summary>A running item, and the plan to which it would move up.</summary>
/// <param name="To">The next plan; null: there is none.</param>
/// <param name="Gain">
/// MRR of the next plan less that of today, micro-units of the reporting currency; null with its reason. May be 0 or less: then the move brings nothing.
/// </param>
public sealed record Upgrade(PlanTerms From, PlanTerms? To, long? Gain, NoGain NoGain)
{
    /// <summary>
    /// The same quantity and running discounts at the list price of the next plan (the one with the same billing period and currency where it is sold so),
    /// less what the item brings today; tax stays the same share of the price.
    /// </summary>
    public static Upgrade Of(LiveItem item, PlanTerms plan, ExpansionMoment moment)
    {
        PlanPrice paid = new(item.State.Currency, item.State.UnitAmountMinor, item.State.Interval, item.State.IntervalCount);
        if (moment.Plans.Above(plan, paid) is not { } next) return new(plan, null, null, NoGain.NoHigherPlan);
        if (next.Price is not { } price) return new(plan, next, null, NoGain.NoPrice);
        var (today, then) = (Mrr(item.State), Mrr(At(item.State, price)));
        if (moment.Rates.Find(item.State.Currency, moment.Today) is not { } rate || moment.Rates.Find(price.Currency, moment.Today) is not { } nextRate)
            return new(plan, next, null, NoGain.NoRate);
        return new(plan, next, decimal.ToInt64(Math.Round((then * nextRate) - (today * rate), MidpointRounding.AwayFromZero)), NoGain.None);

        long Mrr(SubscriptionEvent state) => ItemMrr.At(state, item.DiscountStarts, moment.At, moment.Rules.Profile).Net;
    }

    private static SubscriptionEvent At(SubscriptionEvent today, PlanPrice price)
    {
        var (amount, next) = (today.AmountMinor ?? (today.UnitAmountMinor * today.Quantity), price.UnitMinor * today.Quantity);
        var isSame = price.Currency == today.Currency && price.Interval == today.Interval && price.IntervalCount == today.IntervalCount;
        return today with
        {
            UnitAmountMinor = price.UnitMinor,
            AmountMinor = null,
            Currency = price.Currency,
            Interval = price.Interval,
            IntervalCount = price.IntervalCount,
            TaxMinor = amount > 0 ? today.TaxMinor * next / amount : 0,
            Discounts = isSame ? today.Discounts : [.. today.Discounts.Select(discount => discount with { AmountMinor = null })], // an amount is of its own currency and period
        };
    }
}
