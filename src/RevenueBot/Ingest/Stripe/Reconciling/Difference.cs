using RevenueBot.Metrics;

namespace RevenueBot.Ingest.Stripe.Reconciling;

/// <summary>In what the ledger and the biller differ about a subscription.</summary>
internal enum DifferenceKind
{
    MissingCustomer, MissingSubscription, ExtraSubscription, WrongCustomer, Duplicate, MissingItem, ExtraItem, Currency, Plan, Interval, Quantity,
    Amount, Tax, Discount, State, Cancel,

    /// <summary>Facts and biller agree, but the ledger's rows do not follow from the facts.</summary>
    Ledger,

    /// <summary>The sums that answers are made from are not those of the ledger's rows.</summary>
    RollUp,

    /// <summary>An event about it is on its way; it is not counted.</summary>
    Timing,
}

/// <summary>One difference, with what each side says the subscription is worth a month.</summary>
/// <param name="CustomerId">Of the ledger where it is known there; "" for sums.</param>
/// <param name="Ledger">Micro-units of <paramref name="Currency"/>.</param>
/// <param name="Biller">The same by the biller.</param>
internal sealed record Difference(DifferenceKind Kind, string CustomerId, string SubscriptionId, Currency Currency, long Ledger, long Biller);

/// <summary>What a reconciliation found.</summary>
/// <param name="Customers">Customers compared.</param>
internal sealed record ReconciliationResult(DateTimeOffset At, int Customers, IReadOnlyList<Difference> Differences)
{
    /// <summary>Customers with a difference that is not on its way; wrong sums count as one more.</summary>
    public int Differing => Differences.Where(difference => difference.Kind != DifferenceKind.Timing).Select(difference => difference.CustomerId).Distinct().Count();
}
