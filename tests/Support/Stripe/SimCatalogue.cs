namespace RevenueBot.Support.Stripe;

/// <summary>Which API version's shapes a world speaks.</summary>
public enum ApiShape
{
    /// <summary>2026-07-29.dahlia.</summary>
    Dahlia,

    /// <summary>2022-11-15, before most fields moved.</summary>
    Old,
}

public sealed record SimTier(long? UpTo, decimal Unit, decimal Flat = 0);

/// <summary>A price. Amounts in minor units.</summary>
public sealed record SimPrice(string Id, decimal Unit, string Interval = "month", int Count = 1, string Currency = "usd")
{
    public string Product { get; init; } = $"prod_{Id}";
    public string? TiersMode { get; init; }
    public IReadOnlyList<SimTier> Tiers { get; init; } = [];
    public bool Metered { get; init; }

    /// <summary>What a quantity costs for one period; written apart from the code under test.</summary>
    public decimal Cost(long quantity)
    {
        if (TiersMode is null) return Unit * quantity;
        if (TiersMode == "volume")
        {
            var tier = Tiers.First(t => t.UpTo is null || quantity <= t.UpTo);
            return (tier.Unit * quantity) + tier.Flat;
        }

        var cost = Tiers[0].Flat;
        var band = 0;
        for (var unit = 1L; unit <= quantity; unit++)
        {
            if (unit > Tiers[band].UpTo) cost += Tiers[++band].Flat;
            cost += Tiers[band].Unit;
        }

        return cost;
    }

    public decimal PerMonth => Interval switch { "year" => 1m / 12, "week" => 52m / 12, "day" => 365m / 12, _ => 1m } / Count;

    public DateTimeOffset After(DateTimeOffset anchor, int periods) => Interval switch
    {
        "year" => anchor.AddYears(periods * Count),
        "week" => anchor.AddDays(7 * periods * Count),
        "day" => anchor.AddDays(periods * Count),
        _ => anchor.AddMonths(periods * Count),
    };
}

public sealed record SimCoupon(string Id, decimal? Percent, long? AmountOff, string Duration, int? Months = null)
{
    public string Currency { get; init; } = "usd";
    public IReadOnlyList<string> Products { get; init; } = [];
}

public sealed record SimDiscount(string Id, SimCoupon Coupon, DateTimeOffset Start)
{
    public DateTimeOffset? End => Coupon.Duration == "repeating" ? Start.AddMonths(Coupon.Months!.Value) : null;
    public bool Runs(DateTimeOffset at) => Start <= at && !(End <= at);
}
