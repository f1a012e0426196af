using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files.Formats;

/// <summary>The discount columns of a subscription event: one discount, or none.</summary>
internal static class DiscountFields
{
    public static IReadOnlyList<Discount> Read(Row row)
    {
        // Without a duration it holds for as long as the events state it, which is what "forever" means here.
        var discount = new Discount(
            row.OptionalNumber("discount_percent", 0, 100), row.OptionalMinor("discount_amount_minor"),
            row.OptionalChoice<DiscountDuration>("discount_duration") ?? DiscountDuration.Forever,
            row.OptionalCount("discount_months", 1, 1200), row.OptionalInstant("discount_start"));
        if (discount is { Duration: DiscountDuration.Repeating, Months: null }) row.Problem("discount_months", "is needed for a repeating discount.");
        return (discount.Percent, discount.AmountMinor) switch
        {
            (null, null) => None(row),
            (not null, not null) => Both(row),
            _ => [discount],
        };
    }

    /// <summary>The format has room for one discount.</summary>
    public static object?[] Write(IReadOnlyList<Discount> discounts) => discounts switch
    {
        [] => [null, null, null, null, null],
        [var only] => [only.Percent, only.AmountMinor, only.Duration, only.Months, only.Start],
        _ => throw new ArgumentException("An import file holds one discount an item.", nameof(discounts)),
    };

    private static IReadOnlyList<Discount> None(Row row)
    {
        if (row.Find("discount_duration") is not null) row.Problem("discount_duration", "needs discount_percent or discount_amount_minor beside it.");
        return [];
    }

    private static IReadOnlyList<Discount> Both(Row row)
    {
        row.Problem("discount_percent", "and discount_amount_minor exclude each other: give one.");
        return [];
    }
}
