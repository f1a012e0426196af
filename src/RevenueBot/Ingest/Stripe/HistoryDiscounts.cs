using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Stripe;

/// <summary>
/// The discounts of one item through its past. An invoice line names the discounts that lowered it; when each began is on
/// the discount itself, and it is gone at the first renewal that no longer names it.
/// </summary>
internal sealed class HistoryDiscounts
{
    private readonly List<(Span Span, Func<DateTimeOffset, Discount?> At)> _spans = [];

    private HistoryDiscounts()
    {
    }

    public IEnumerable<DateTimeOffset> Edges => _spans.SelectMany(s => s.Span.Until is { } until ? new[] { s.Span.From, until } : [s.Span.From]);

    public IReadOnlyList<Discount> At(DateTimeOffset instant) => [.. _spans.Where(s => s.Span.Contains(instant)).Select(s => s.At(instant)).OfType<Discount>()];

    /// <param name="current">The discounts of the item as it is now, by discount id.</param>
    public static HistoryDiscounts Read(
        HistoryInput input, IReadOnlyList<HistoryAnchor> anchors, IReadOnlyDictionary<string, Discount> current)
    {
        var result = new HistoryDiscounts();
        HistoryAnchor[] renewals = [.. anchors.Where(anchor => anchor.IsRegular && !anchor.IsFreePeriod)];
        var known = Known(input);
        var named = renewals.SelectMany(renewal => renewal.Discounts.Select(d => d.DiscountId)).Where(id => id.Length > 0);
        foreach (var id in current.Keys.Concat(named).Distinct())
            result.Add(id, renewals, known.GetValueOrDefault(id), current.GetValueOrDefault(id));
        return result;
    }

    private void Add(string id, IReadOnlyList<HistoryAnchor> renewals, StripeDiscount? known, Discount? current)
    {
        HistoryAnchor[] bearers = [.. renewals.Where(renewal => renewal.Discounts.Any(d => d.DiscountId == id))];
        var first = bearers.Length > 0 ? bearers[0].At : known?.Start ?? current?.Start;
        if (first is null) return;
        var from = known?.Start < first ? known.Start!.Value : first.Value;
        var after = bearers.Length > 0 ? renewals.FirstOrDefault(renewal => renewal.At > bearers[^1].At) : null;
        var until = current is null ? after?.At : null;
        _spans.Add((new Span(from, until), at => DiscountAt(id, at, bearers, known, current)));
    }

    private static Discount? DiscountAt(string id, DateTimeOffset at, HistoryAnchor[] bearers, StripeDiscount? known, Discount? current)
    {
        var coupon = known?.Coupon;
        if (coupon is { PercentOff: { } percent }) return new Discount(percent, null, coupon.Duration, coupon.Months, known!.Start, known.End);
        if (bearers.Length == 0) return current;
        var bearer = bearers.LastOrDefault(b => b.At <= at) ?? bearers[0];
        var off = bearer.Discounts.First(d => d.DiscountId == id).Amount * (1 - bearer.TaxShare);
        // Without its terms, a discount seen on one invoice only is taken for a single one: it must not become recurring.
        return coupon is not null
            ? new Discount(null, off, coupon.Duration, coupon.Months, known!.Start, known.End)
            : new Discount(null, off, bearers.Length > 1 ? DiscountDuration.Forever : DiscountDuration.Once, null, bearers[0].At);
    }

    /// <summary>Every discount that some object of the subscription spells out.</summary>
    private static Dictionary<string, StripeDiscount> Known(HistoryInput input)
    {
        var all = new Dictionary<string, StripeDiscount>(input.References.Discounts);
        var attached = input.Invoices.SelectMany(invoice => invoice.Discounts)
            .Concat(input.Subscription.Discounts)
            .Concat(input.Subscription.Items.SelectMany(item => item.Discounts))
            .Concat(input.References.CustomerDiscount is { } own ? [own] : []);
        foreach (var discount in attached.Where(d => d.Coupon is not null || d.CouponId is not null)) all[discount.Id] = discount;
        return all.ToDictionary(d => d.Key, d => input.References.Complete(d.Value));
    }
}
