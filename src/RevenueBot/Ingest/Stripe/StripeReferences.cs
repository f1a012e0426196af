namespace RevenueBot.Ingest.Stripe;

/// <summary>Objects that others only point to, as far as they are known.</summary>
internal sealed record StripeReferences
{
    public static StripeReferences None { get; } = new();

    public IReadOnlyDictionary<string, StripePrice> Prices { get; init; } = new Dictionary<string, StripePrice>();
    public IReadOnlyDictionary<string, StripeDiscount> Discounts { get; init; } = new Dictionary<string, StripeDiscount>();
    public IReadOnlyDictionary<string, StripeCoupon> Coupons { get; init; } = new Dictionary<string, StripeCoupon>();

    /// <summary>The customer's own discount; it counts for subscriptions that have none.</summary>
    public StripeDiscount? CustomerDiscount { get; init; }

    /// <summary>Share of tax (0 to 1) in tax-inclusive prices, by price id, from the latest invoice.</summary>
    public IReadOnlyDictionary<string, decimal> TaxShares { get; init; } = new Dictionary<string, decimal>();

    /// <summary>The price with its tiers and its other currencies where they are known.</summary>
    public StripePrice Complete(StripePrice price) =>
        Prices.TryGetValue(price.Id, out var known) && (price.LacksTiers || known.OtherCurrencies.Count > price.OtherCurrencies.Count) ? known : price;

    /// <summary>The discount with its coupon and all the coupon's terms where they are known.</summary>
    public StripeDiscount Complete(StripeDiscount discount)
    {
        var known = discount.CouponId is null ? Discounts.GetValueOrDefault(discount.Id, discount) : discount;
        // applies_to only comes with the coupon's own list: prefer that one.
        var coupon = known.CouponId is { } id && Coupons.TryGetValue(id, out var terms) ? terms : known.Coupon;
        return known with { Coupon = coupon };
    }
}
