using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Stripe;

/// <summary>What invoice lines say about an item from an instant on.</summary>
/// <param name="Until">How far the line was billed.</param>
/// <param name="Quantity">Null: the item was taken off here.</param>
/// <param name="IsRegular">A renewal, not the correction of a running period. Only those say which discounts apply.</param>
internal sealed record HistoryAnchor(
    string ItemId, DateTimeOffset At, DateTimeOffset Until, StripePrice Price, decimal? Quantity, ItemAmount Amount, bool IsRegular)
{
    public IReadOnlyList<LineDiscount> Discounts { get; init; } = [];

    /// <summary>Share of tax in the amount, 0 to 1.</summary>
    public decimal TaxShare { get; init; }

    /// <summary>Billed at nothing although the price is not free: a trial.</summary>
    public bool IsFreePeriod { get; init; }

    public bool IsRemoval => Quantity is null;
}

/// <summary>Reads the anchors of a subscription's items from its invoices.</summary>
internal static class HistoryAnchors
{
    /// <summary>Anchors by item, ascending in time, at most one per instant.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<HistoryAnchor>> Read(HistoryInput input)
    {
        var lines = input.Invoices.SelectMany(invoice => invoice.Lines).Where(line => line.SubscriptionId == input.Subscription.Id);
        return lines.Select(line => line with { ItemId = ItemOf(line, input.Subscription) })
            .GroupBy(line => line.ItemId)
            .ToDictionary(item => item.Key, item => (IReadOnlyList<HistoryAnchor>)ReadItem([.. item], input));
    }

    /// <summary>Old invoices name no item: it is the one with the same price, or the only one.</summary>
    private static string ItemOf(StripeLine line, StripeSubscription subscription)
    {
        if (line.ItemId != line.PriceId) return line.ItemId;
        var match = subscription.Items.FirstOrDefault(item => item.Price.Id == line.PriceId);
        return (match ?? (subscription.Items.Count == 1 ? subscription.Items[0] : null))?.Id ?? line.ItemId;
    }

    private static List<HistoryAnchor> ReadItem(StripeLine[] lines, HistoryInput input)
    {
        var anchors = new List<HistoryAnchor>();
        foreach (var instant in lines.GroupBy(line => line.PeriodStart).OrderBy(group => group.Key))
        {
            if (AnchorAt([.. instant], input) is { } anchor) anchors.Add(anchor);
        }

        AddStateBeforeFirstChange(anchors, lines, input);
        return anchors;
    }

    private static HistoryAnchor? AnchorAt(StripeLine[] lines, HistoryInput input)
    {
        StripeLine[] regular = [.. lines.Where(line => !line.IsProration)];
        if (regular.Length > 0) return Regular(regular, input);
        StripeLine[] charged = [.. lines.Where(line => line.Amount >= 0)];
        return charged.Length > 0 ? Corrected(charged[^1], input) : Corrected(lines[0], input) is { } credit ? credit with { Quantity = null } : null;
    }

    /// <summary>Tiers are billed in several lines of one period: they add up.</summary>
    private static HistoryAnchor? Regular(StripeLine[] lines, HistoryInput input)
    {
        var (quantity, billed) = (lines.Sum(line => line.Quantity), lines.Sum(line => line.Amount));
        if (PriceOf(lines[0], input) is not { } price) return null;
        var listed = Listed(price, quantity, input);
        var isFree = billed == 0 && listed?.Of(quantity) > 0 && lines.All(line => line.Discounts.Count == 0);
        var amount = price.IsMetered ? Billed(quantity, billed) : listed is { } known && (isFree || IsPartPeriod(lines[0], price) || Rounded(known.Of(quantity)) == billed)
            ? known
            : new ItemAmount(quantity > 0 ? billed / quantity : billed, billed);
        return new HistoryAnchor(lines[0].ItemId, lines[0].PeriodStart, lines.Max(line => line.PeriodEnd), price, quantity, amount, IsRegular: true)
        {
            Discounts = [.. lines.SelectMany(line => line.Discounts).GroupBy(d => d.DiscountId).Select(d => new LineDiscount(d.Key, d.Sum(x => x.Amount)))],
            TaxShare = billed > 0 ? lines.Sum(line => line.InclusiveTax) / Math.Max(1, billed - lines.Sum(line => line.Discounts.Sum(d => d.Amount))) : 0,
            IsFreePeriod = isFree,
        };
    }

    /// <summary>Of a metered price only the bill says what it came to. Nothing for nothing is an amount too, and not one that is still open.</summary>
    private static ItemAmount Billed(decimal quantity, decimal billed) => new(quantity > 0 ? billed / quantity : billed, billed == 0 ? null : billed);

    /// <summary>The line bills the rest of a period, so its amount says nothing about the price: that comes from the catalogue.</summary>
    private static HistoryAnchor? Corrected(StripeLine line, HistoryInput input) =>
        PriceOf(line, input) is { } price && Listed(price, line.Quantity, input) is { } amount
            ? new HistoryAnchor(line.ItemId, line.PeriodStart, line.PeriodEnd, price, line.Quantity, amount, IsRegular: false)
            : null;

    /// <summary>The credit of the first change tells what the item was before it, where no renewal does.</summary>
    private static void AddStateBeforeFirstChange(List<HistoryAnchor> anchors, IReadOnlyList<StripeLine> lines, HistoryInput input)
    {
        if (anchors.Count == 0 || anchors[0].IsRegular) return;
        var credit = lines.FirstOrDefault(line => line.PeriodStart == anchors[0].At && line.Amount < 0);
        var start = input.Subscription.Items.FirstOrDefault(item => item.Id == anchors[0].ItemId)?.Created ?? input.Subscription.FirstDay;
        if (credit is not null && start < anchors[0].At && Corrected(credit, input) is { } before)
            anchors.Insert(0, before with { At = start, Until = anchors[0].At });
    }

    private static ItemAmount? Listed(StripePrice price, decimal quantity, HistoryInput input) => price.In(input.Currency) switch
    {
        null => null,
        { } amounts when price.IsMetered => new ItemAmount(amounts.UnitAmount ?? 0, 0),
        { } amounts => StripePricing.AmountOf(price, amounts, quantity),
    };

    private static decimal Rounded(decimal amount) => Math.Round(amount, MidpointRounding.AwayFromZero);

    private static bool IsPartPeriod(StripeLine line, StripePrice price)
    {
        var days = (line.PeriodEnd - line.PeriodStart).TotalDays;
        var whole = price.IntervalCount * (price.Interval switch { IntervalUnit.Day => 1.0, IntervalUnit.Week => 7, IntervalUnit.Year => 365.25, _ => 30.44 });
        return days < whole * 0.85;
    }

    private static StripePrice? PriceOf(StripeLine line, HistoryInput input) =>
        input.References.Prices.GetValueOrDefault(line.PriceId)
        ?? input.Subscription.Items.FirstOrDefault(item => item.Price.Id == line.PriceId)?.Price
        ?? line.Price
        ?? Inferred(line, input);

    /// <summary>A price that no longer exists: its interval follows from the billed period.</summary>
    private static StripePrice? Inferred(StripeLine line, HistoryInput input)
    {
        if (line.IsProration || line.Quantity <= 0) return null;
        var (unit, count) = (line.PeriodEnd - line.PeriodStart).TotalDays switch
        {
            >= 360 and var days => (IntervalUnit.Year, (int)Math.Round(days / 365.25, MidpointRounding.AwayFromZero)),
            >= 27 and var days => (IntervalUnit.Month, (int)Math.Round(days / 30.44, MidpointRounding.AwayFromZero)),
            >= 6.9 and var days => (IntervalUnit.Week, (int)Math.Round(days / 7, MidpointRounding.AwayFromZero)),
            var days => (IntervalUnit.Day, Math.Max(1, (int)Math.Round(days, MidpointRounding.AwayFromZero))),
        };
        return new StripePrice
        {
            Id = line.PriceId, Currency = input.Currency, Interval = unit, IntervalCount = count,
            Amounts = new PriceAmounts(line.UnitAmount ?? (line.Amount / line.Quantity), []),
        };
    }
}
