using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Stripe;

/// <summary>An item on its way through the discounts.</summary>
/// <param name="Amount">Price of its billing period, minor units.</param>
/// <param name="TaxShare">Share of tax in the amount, 0 to 1: a fixed amount off takes that share of tax off too.</param>
internal sealed record PricedItem(StripeItem Item, decimal Amount, decimal TaxShare)
{
    public decimal Running { get; set; } = Amount;
    public List<Discount> Discounts { get; } = [];

    /// <summary>Length of its billing period in months.</summary>
    public decimal Months => Item.Price.IntervalCount * (Item.Price.Interval switch
    {
        IntervalUnit.Day => 12m / 365,
        IntervalUnit.Week => 12m / 52,
        IntervalUnit.Year => 12m,
        _ => 1m,
    });
}

/// <summary>
/// Distributes discounts over the items of a subscription, in Stripe's order: the item's own before the subscription's,
/// each on what the ones before it left (https://docs.stripe.com/billing/subscriptions/coupons).
/// </summary>
internal static class StripeDiscounting
{
    public static void Apply(StripeSubscription subscription, IReadOnlyList<PricedItem> items, StripeReferences references, ICollection<StripeProblem> problems)
    {
        foreach (var item in items)
            foreach (var discount in item.Item.Discounts) ApplyOne(discount, [item], subscription, references, problems);
        foreach (var discount in Shared(subscription, references)) ApplyOne(discount, items, subscription, references, problems);
    }

    /// <summary>The customer's own discount counts only where the subscription has none.</summary>
    private static IReadOnlyList<StripeDiscount> Shared(StripeSubscription subscription, StripeReferences references) =>
        subscription.Discounts.Count > 0 ? subscription.Discounts : references.CustomerDiscount is { } own ? [own] : [];

    private static void ApplyOne(
        StripeDiscount discount, IReadOnlyList<PricedItem> items, StripeSubscription subscription, StripeReferences references, ICollection<StripeProblem> problems)
    {
        var known = references.Complete(discount);
        if (known.Coupon is not { } coupon)
        {
            problems.Add(new(subscription.Id, "A discount of the subscription could not be read, so its list price is counted."));
            return;
        }

        PricedItem[] eligible = [.. items.Where(item => item.Item.Price.Kind == ItemKind.Recurring && Covers(coupon, item.Item.Price))];
        if (coupon.PercentOff is { } percent) TakePercent(eligible, percent, known);
        else if (coupon.AmountOff.TryGetValue(subscription.Currency, out var amount)) TakeAmount(eligible, amount, known);
        else problems.Add(new(coupon.Id, "The coupon has no amount in the currency of a subscription that uses it."));
    }

    private static bool Covers(StripeCoupon coupon, StripePrice price) =>
        coupon.Products.Count == 0 || (price.ProductId is { } product && coupon.Products.Contains(product));

    private static void TakePercent(PricedItem[] items, decimal percent, StripeDiscount discount)
    {
        foreach (var item in items) Take(item, discount, percent, null, item.Running * percent / 100);
    }

    /// <summary>
    /// A fixed amount comes off each invoice, so once per shortest billing period among the items. It is shared by what
    /// each item costs in that time, to whole minor units, and brought back to the item's own period.
    /// </summary>
    private static void TakeAmount(PricedItem[] items, decimal amount, StripeDiscount discount)
    {
        if (items.Length == 0) return;
        var shortest = items.Min(item => item.Months);
        var shares = Share(amount, [.. items.Select(item => item.Running * shortest / item.Months)]);
        for (var i = 0; i < items.Length; i++)
        {
            var own = Math.Min(shares[i] * items[i].Months / shortest, items[i].Running);
            if (own > 0) Take(items[i], discount, null, own * (1 - items[i].TaxShare), own);
        }
    }

    private static void Take(PricedItem item, StripeDiscount discount, decimal? percent, decimal? amount, decimal taken)
    {
        var coupon = discount.Coupon!;
        item.Discounts.Add(new Discount(percent, amount, coupon.Duration, coupon.Months, discount.Start, discount.End));
        if (coupon.Duration != DiscountDuration.Once) item.Running = Math.Max(0, item.Running - taken);
    }

    /// <summary>
    /// Splits a whole number of minor units in proportion to <paramref name="weights"/>; the parts add up to it exactly
    /// (largest remainder, earlier first on a tie). No weight: nobody gets anything.
    /// </summary>
    internal static IReadOnlyList<decimal> Share(decimal amount, IReadOnlyList<decimal> weights)
    {
        var total = weights.Sum();
        if (total <= 0) return [.. weights.Select(_ => 0m)];
        decimal[] exact = [.. weights.Select(weight => amount * weight / total)];
        decimal[] parts = [.. exact.Select(decimal.Floor)];
        var left = amount - parts.Sum();
        foreach (var i in Enumerable.Range(0, parts.Length).OrderByDescending(i => exact[i] - parts[i]))
        {
            var more = Math.Min(1, left);
            parts[i] += more;
            left -= more;
        }

        return parts;
    }
}
