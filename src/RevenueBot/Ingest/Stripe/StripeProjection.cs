using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Stripe;

/// <summary>Which of two states of one second is the later one.</summary>
internal enum StripeOrder
{
    /// <summary>Worked out from invoices.</summary>
    History = 0,
    Created = 1,
    Updated = 2,

    /// <summary>Read from the API because events of one second disagreed.</summary>
    Confirmed = 3,
    Deleted = 4,
}

/// <summary>When a state held, and how it is known.</summary>
internal readonly record struct Observation(DateTimeOffset At, StripeOrder Order);

/// <summary>Turns the state of a Stripe subscription into facts.</summary>
internal static class StripeProjection
{
    /// <summary>
    /// The complete state of every item of a subscription from the observation on; a subscription that is over counts from
    /// its real end. An item whose price cannot be known is left out with a problem, never counted as 0. The event ids
    /// follow from the state alone: two events for one change give one fact.
    /// </summary>
    public static IReadOnlyList<SubscriptionEvent> Project(
        StripeSubscription subscription, Observation observed, StripeReferences references, ICollection<StripeProblem> problems)
    {
        var priced = Price(subscription, references, problems);
        StripeDiscounting.Apply(subscription, priced, references, problems);
        return [.. priced.Select(item => ItemState(subscription, item, observed))];
    }

    /// <summary>True where the object lacks what the projection needs: tiers, discount terms or further items.</summary>
    public static bool IsIncomplete(StripeSubscription subscription, StripeReferences references) =>
        subscription.HasMoreItems
        || subscription.Items.Any(item => !item.Price.IsMetered && references.Complete(item.Price) is var price && (price.LacksTiers || price.In(subscription.Currency) is null))
        || subscription.Discounts.Concat(subscription.Items.SelectMany(item => item.Discounts)).Any(d => references.Complete(d).Coupon is null);

    /// <summary>The end of an item that was taken off its subscription.</summary>
    public static SubscriptionEvent Removal(SubscriptionEvent last, Observation observed) => WithId(last with
    {
        Status = SubscriptionStatus.Canceled,
        EffectiveAt = observed.At,
        Sequence = (long)observed.Order,
        CancelAtPeriodEnd = false,
        CurrentPeriodEnd = null,
    });

    /// <summary>Names a fact after its content, so that the same state at the same moment is the same fact.</summary>
    internal static SubscriptionEvent WithId(SubscriptionEvent state) => state with
    {
        EventId = $"{state.SubscriptionId}/{state.ItemId}/{state.EffectiveAt.ToUnixTimeSeconds()}/{state.Sequence}/{StateHash.Of(state)}",
    };

    private static List<PricedItem> Price(StripeSubscription subscription, StripeReferences references, ICollection<StripeProblem> problems)
    {
        var priced = new List<PricedItem>();
        foreach (var item in subscription.Items)
        {
            var complete = item with { Price = references.Complete(item.Price) };
            if (AmountOf(complete, subscription.Currency) is { } amount) priced.Add(new PricedItem(complete, amount.Of(QuantityOf(item)), TaxShare(complete, references)));
            else problems.Add(new(item.Price.Id, $"The price has no known amount in {subscription.Currency}, so an item that uses it is not counted."));
        }

        return priced;
    }

    private static decimal QuantityOf(StripeItem item) => item.Quantity ?? (item.Price.IsMetered ? 0 : 1);

    // What a metered price will come to is not known beforehand, and it is not MRR.
    private static ItemAmount? AmountOf(StripeItem item, Currency currency) => item.Price.In(currency) switch
    {
        null => null,
        { } amounts when item.Price.IsMetered => new ItemAmount(amounts.UnitAmount ?? 0, 0),
        { } amounts => StripePricing.AmountOf(item.Price, amounts, QuantityOf(item)),
    };

    private static decimal TaxShare(StripeItem item, StripeReferences references)
    {
        var inclusive = item.TaxRates.Where(rate => rate.Inclusive).Sum(rate => rate.Percentage);
        if (inclusive > 0) return inclusive / (100 + inclusive);
        return item.Price.TaxInclusive ? references.TaxShares.GetValueOrDefault(item.Price.Id) : 0;
    }

    private static SubscriptionEvent ItemState(StripeSubscription subscription, PricedItem priced, Observation observed)
    {
        var (item, price) = (priced.Item, priced.Item.Price);
        var amount = AmountOf(item, subscription.Currency)!.Value;
        var ends = !subscription.IsOver && (subscription.CancelAtPeriodEnd || subscription.CancelAt is not null);
        return WithId(new SubscriptionEvent
        {
            Source = FactSource.Stripe,
            EventId = "",
            CustomerId = subscription.CustomerId,
            SubscriptionId = subscription.Id,
            ItemId = item.Id,
            PlanId = price.Id,
            Quantity = QuantityOf(item),
            UnitAmountMinor = amount.Unit,
            AmountMinor = amount.Whole,
            Currency = subscription.Currency,
            Interval = price.Interval ?? IntervalUnit.Month,
            IntervalCount = price.IntervalCount,
            Discounts = priced.Discounts,
            Status = StatusAt(subscription, observed.At),
            CancelAtPeriodEnd = ends,
            CurrentPeriodEnd = ends ? subscription.CancelAt ?? item.PeriodEnd : item.PeriodEnd,
            TrialEnd = subscription.TrialEnd,
            EffectiveAt = EffectiveAt(subscription, observed),
            Sequence = (long)(subscription.IsOver ? StripeOrder.Deleted : observed.Order),
            Kind = price.Kind,
            TaxMinor = Math.Round(priced.Amount * priced.TaxShare, 6, MidpointRounding.AwayFromZero),
        });
    }

    private static DateTimeOffset EffectiveAt(StripeSubscription subscription, Observation observed)
    {
        if (subscription.IsOver) return subscription.EndedAt ?? observed.At;
        return observed.Order == StripeOrder.Created && subscription.Start < observed.At ? subscription.Start : observed.At;
    }

    /// <summary>
    /// A paused collection leaves Stripe's status as it is. What is still in its trial, unpaid or over stays so; the rest
    /// is paused until the collection resumes.
    /// </summary>
    private static SubscriptionStatus StatusAt(StripeSubscription subscription, DateTimeOffset at)
    {
        var paused = subscription.IsCollectionPaused && !(subscription.PauseEnds <= at);
        return paused && subscription.Status is (SubscriptionStatus.Active or SubscriptionStatus.PastDue) ? SubscriptionStatus.Paused : subscription.Status;
    }
}
