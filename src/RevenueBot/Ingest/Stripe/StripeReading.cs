namespace RevenueBot.Ingest.Stripe;

/// <summary>Reads kept objects back into what they mean.</summary>
internal static class StripeReading
{
    /// <summary>Prices, coupons and discounts among the objects.</summary>
    public static StripeReferences References(IEnumerable<StripeObject> objects, ICollection<StripeProblem> problems)
    {
        var (prices, coupons, discounts) = (new Dictionary<string, StripePrice>(), new Dictionary<string, StripeCoupon>(), new Dictionary<string, StripeDiscount>());
        foreach (var item in objects)
        {
            if (item.Kind == StripeKind.Price.Name && StripePrice.Read(item.Json(), problems) is { } price) prices[item.Id] = price;
            if (item.Kind == StripeKind.Coupon.Name && StripeCoupon.Read(item.Json(), problems) is { } coupon) coupons[item.Id] = coupon;
            if (item.Kind == StripeResolver.DiscountKind) discounts[item.Id] = StripeDiscount.Read(item.Json(), problems);
        }

        return new StripeReferences { Prices = prices, Coupons = coupons, Discounts = discounts };
    }

    public static StripeDiscount? DiscountOf(StripeObject? customer, ICollection<StripeProblem> problems) =>
        customer?.Json().At("discount") is { } discount ? StripeDiscount.Read(discount, problems) : null;

    /// <summary>By price, the share of tax in what the latest invoice billed for it.</summary>
    public static IReadOnlyDictionary<string, decimal> TaxShares(IEnumerable<StripeInvoice> invoices)
    {
        var shares = new Dictionary<string, decimal>();
        foreach (var line in invoices.OrderBy(invoice => invoice.Created).SelectMany(invoice => invoice.Lines).Where(line => !line.IsProration))
        {
            var billed = line.Amount - line.Discounts.Sum(discount => discount.Amount);
            if (billed > 0) shares[line.PriceId] = line.InclusiveTax / billed;
        }

        return shares;
    }
}
