namespace RevenueBot.Ingest.Stripe;

/// <summary>What an item costs for one billing period, in minor units.</summary>
/// <param name="Unit">Price of one unit; for tiers and packages the mean, for display only.</param>
/// <param name="Whole">Price of the item where it is not unit × quantity, else null.</param>
internal readonly record struct ItemAmount(decimal Unit, decimal? Whole)
{
    public decimal Of(decimal quantity) => Whole ?? (Unit * quantity);
}

/// <summary>Price × quantity, for every pricing scheme (https://docs.stripe.com/products-prices/pricing-models).</summary>
internal static class StripePricing
{
    /// <summary>Null where the amounts are missing: tiers that were not sent, or a price without any amount.</summary>
    public static ItemAmount? AmountOf(StripePrice price, PriceAmounts amounts, decimal quantity)
    {
        if (price.IsTiered) return amounts.Tiers.Count == 0 ? null : Whole(Tiered(price.TiersMode, amounts.Tiers, quantity), quantity);
        if (amounts.UnitAmount is not { } unit) return null;
        return price.Package is { } package ? Whole(unit * Packages(quantity, package), quantity) : new ItemAmount(unit, null);
    }

    private static ItemAmount Whole(decimal amount, decimal quantity) => new(quantity > 0 ? amount / quantity : amount, amount);

    private static decimal Packages(decimal quantity, PackageSize package) =>
        package.RoundUp ? decimal.Ceiling(quantity / package.DivideBy) : decimal.Floor(quantity / package.DivideBy);

    private static decimal Tiered(TiersMode mode, IReadOnlyList<StripeTier> tiers, decimal quantity) =>
        mode == TiersMode.Volume ? Volume(tiers, quantity) : Graduated(tiers, quantity);

    /// <summary>Every unit at the rate of the band that the quantity reaches, and that band's flat fee.</summary>
    private static decimal Volume(IReadOnlyList<StripeTier> tiers, decimal quantity)
    {
        var reached = tiers.FirstOrDefault(tier => tier.UpTo is null || quantity <= tier.UpTo, tiers[^1]);
        return (reached.UnitAmount * quantity) + reached.FlatAmount;
    }

    /// <summary>
    /// Each unit at the rate of its own band, and the flat fee of every band that is entered. The first band is entered
    /// at quantity 0 too: its flat fee is a base fee.
    /// </summary>
    private static decimal Graduated(IReadOnlyList<StripeTier> tiers, decimal quantity)
    {
        var (sum, below) = (0m, 0m);
        foreach (var tier in tiers)
        {
            if (quantity <= below && below > 0) break;
            var units = Math.Min(quantity, tier.UpTo ?? quantity) - below;
            sum += tier.FlatAmount + (tier.UnitAmount * Math.Max(units, 0));
            below = tier.UpTo ?? quantity;
        }

        return sum;
    }
}
