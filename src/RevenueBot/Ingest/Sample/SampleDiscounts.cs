using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Sample;

/// <summary>The discounts that the sample company gives.</summary>
internal static class SampleDiscounts
{
    /// <summary>Three in four customers start without; the others with one of each kind of duration.</summary>
    public static Discount? AtStart(Dice dice, DateTimeOffset start, long unit) => dice.Between(1, 100) switch
    {
        <= 12 => new Discount(20, null, DiscountDuration.Repeating, 3, start),
        <= 18 => new Discount(10, null, DiscountDuration.Forever, null, start),
        <= 25 => new Discount(null, unit / 2, DiscountDuration.Once, null, start),
        _ => null,
    };

    /// <summary>The months of a discount begin with the first payment, not with the trial.</summary>
    public static Discount? Moved(Discount? discount, DateTimeOffset start) => discount is null ? null : discount with { Start = start };

    /// <summary>For a customer who takes back a cancel.</summary>
    public static Discount Offer(DateTimeOffset start) => new(15, null, DiscountDuration.Forever, null, start);
}
