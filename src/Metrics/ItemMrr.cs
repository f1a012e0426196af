using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics;

/// <summary>The monthly value of one subscription item.</summary>
public static class ItemMrr
{
    /// <summary>
    /// Net and gross (list price) MRR of an item in micro-units, as if its status counted: price of a billing period, less
    /// tax, less the discounts that run at <paramref name="at"/>, brought to a month. One division and one rounding, half
    /// away from zero (DEFINITIONS §2). Never below 0. Gross leaves the discounts out.
    /// </summary>
    /// <param name="discountStarts">When each discount of the item began, in the item's order.</param>
    /// <exception cref="OverflowException">The amount exceeds 9.2 × 10¹² major units a month.</exception>
    public static (long Net, long Gross) At(
        SubscriptionEvent item, IReadOnlyList<DateTimeOffset> discountStarts, DateTimeOffset at, DefinitionProfile profile)
    {
        var list = Math.Max(0, (item.AmountMinor ?? (item.UnitAmountMinor * item.Quantity)) - item.TaxMinor);
        var net = list;
        for (var i = 0; i < item.Discounts.Count; i++)
        {
            var discount = item.Discounts[i];
            if (!Runs(discount, item, discountStarts[i], at, profile)) continue;
            net *= 1 - ((discount.Percent ?? 0) / 100);
            net -= discount.AmountMinor ?? 0;
        }

        var gross = Monthly(list, item, profile);
        return (net == list ? gross : Monthly(Math.Max(0, net), item, profile), gross);
    }

    /// <summary>First instant at which a discount no longer lowers the item; null: it never ends.</summary>
    /// <remarks>Months are counted in UTC, so that the offset an instant was written with changes nothing.</remarks>
    internal static DateTimeOffset? EndOf(Discount discount, SubscriptionEvent item, DateTimeOffset start) => discount switch
    {
        { End: { } end } => end,
        { Duration: DiscountDuration.Repeating, Months: { } months } => start.ToUniversalTime().AddMonths(months),
        { Duration: DiscountDuration.Once } => AddInterval(start.ToUniversalTime(), item.Interval, item.IntervalCount),
        _ => null,
    };

    private static bool Runs(Discount discount, SubscriptionEvent item, DateTimeOffset start, DateTimeOffset at, DefinitionProfile profile)
    {
        var counts = discount.Duration switch
        {
            DiscountDuration.Once => profile.OnceDiscount == OnceDiscountRule.FirstPeriod,
            DiscountDuration.Repeating => profile.RepeatingDiscountCounts,
            DiscountDuration.Forever => true,
        };
        return counts && start <= at && !(EndOf(discount, item, start) <= at);
    }

    private static long Monthly(decimal periodMinor, SubscriptionEvent item, DefinitionProfile profile)
    {
        var (numerator, denominator) = item.Interval switch
        {
            IntervalUnit.Month => (1m, 1m),
            IntervalUnit.Year => (1m, 12m),
            IntervalUnit.Week => (profile.WeekFactor.Numerator, profile.WeekFactor.Denominator),
            IntervalUnit.Day => (profile.DayFactor.Numerator, profile.DayFactor.Denominator),
        };
        var unit = profile.Rounding == RoundingRule.Subscription ? item.Currency.MicrosPerMinor : 1;
        var exact = periodMinor * item.Currency.MicrosPerMinor * numerator / (denominator * item.IntervalCount * unit);
        return decimal.ToInt64(Math.Round(exact, MidpointRounding.AwayFromZero)) * unit;
    }

    internal static DateTimeOffset AddInterval(DateTimeOffset start, IntervalUnit unit, int count) => unit switch
    {
        IntervalUnit.Day => start.AddDays(count),
        IntervalUnit.Week => start.AddDays(7 * count),
        IntervalUnit.Month => start.AddMonths(count),
        IntervalUnit.Year => start.AddYears(count),
    };
}
