using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Ingest.Stripe.Reconciling;

/// <summary>A running subscription as the biller says it is now.</summary>
/// <param name="CustomerId">The biller's customer.</param>
/// <param name="Items">The state of each of its items.</param>
internal sealed record BillerState(string CustomerId, IReadOnlyList<SubscriptionEvent> Items);

/// <summary>Everything both sides say about one subscription.</summary>
internal sealed record SubscriptionCase
{
    public required string SubscriptionId { get; init; }

    /// <summary>Null: the biller has no such running subscription.</summary>
    public BillerState? Biller { get; init; }

    /// <summary>The customer here for the biller's customer, through aliases.</summary>
    public string? Owner { get; init; }

    /// <summary>Standing facts, whichever customer holds them.</summary>
    public IReadOnlyList<SubscriptionEvent> Facts { get; init; } = [];

    /// <summary>What the ledger says counts.</summary>
    public IReadOnlyList<SubscriptionLevel> Levels { get; init; } = [];

    /// <summary>Whether the customer is known here at all.</summary>
    public bool IsOwnerKnown { get; init; } = true;

    /// <summary>
    /// What the ledger should say is the fold of what is known of the subscription's past and the biller's state of now: a grace that
    /// ran out or a pause grown old need the past. Null where both sides say the same.
    /// </summary>
    public Difference? Compare(LedgerRules rules, DateTimeOffset now)
    {
        if (Biller is null && Facts.Count > 0 && Facts.All(fact => fact.Source != FactSource.Stripe)) return null; // of another source
        var expected = Expected(rules, now);
        if (IsSame(expected)) return null;
        var currency = Biller is { Items: [var first, ..] } ? first.Currency : Levels[0].Currency;
        var customer = Levels.Select(level => level.CustomerId).Append(Owner).First()!;
        return new Difference(
            Classify(expected), customer, SubscriptionId, currency, Levels.Where(level => level.Currency == currency).Sum(level => level.Mrr),
            expected.Where(level => level.Currency == currency).Sum(level => level.Mrr));
    }

    private bool IsSame(List<SubscriptionLevel> expected) =>
        Levels.Count == expected.Count && Levels.OrderBy(KeyOf, StringComparer.Ordinal).SequenceEqual(expected.OrderBy(KeyOf, StringComparer.Ordinal));

    private static string KeyOf(SubscriptionLevel level) => $"{level.CustomerId} {level.PlanId} {level.Currency}";

    private List<SubscriptionLevel> Expected(LedgerRules rules, DateTimeOffset now)
    {
        var observed = new Observation(now, StripeOrder.Confirmed);
        var states = (Biller?.Items ?? []).Select(item => AtEnd(item, now)).ToList();
        var removed = Living().ExceptBy(states.Select(item => item.ItemId), fact => fact.ItemId).Select(fact => StripeProjection.Removal(fact, observed));
        var movements = Movements.Fold([.. Facts.DistinctBy(fact => fact.EventId), .. states, .. removed], rules);
        var today = rules.Calendar.DayOf(now);
        var customer = Owner ?? Levels.Select(level => level.CustomerId).FirstOrDefault() ?? "";
        return
        [
            .. movements.Where(row => row.Day <= today).GroupBy(row => (row.PlanId, row.Currency)).Select(group => new SubscriptionLevel(
                    customer, SubscriptionId, group.Key.PlanId, group.Key.Currency, group.Sum(row => row.Amount), group.Sum(row => row.Gross),
                    group.Sum(row => row.Committed), group.Sum(row => row.Trial)))
                .Where(level => level.Mrr != 0 || level.Gross != 0 || level.Committed != 0 || level.Trial != 0),
        ];
    }

    /// <summary>The ledger ends a subscription at the moment that was agreed; the biller gets round to it a little later.</summary>
    private static SubscriptionEvent AtEnd(SubscriptionEvent item, DateTimeOffset now) =>
        item.CancelAtPeriodEnd && item.CurrentPeriodEnd <= now ? item with { Status = SubscriptionStatus.Canceled } : item;

    /// <summary>The newest fact of each item that is not over.</summary>
    private IEnumerable<SubscriptionEvent> Living() => Newest().Where(fact => fact.Status != SubscriptionStatus.Canceled);

    private IEnumerable<SubscriptionEvent> Newest() => Facts.GroupBy(fact => fact.ItemId)
        .Select(item => item.OrderBy(fact => fact.EffectiveAt).ThenBy(fact => fact.Sequence).ThenBy(fact => fact.EventId, StringComparer.Ordinal).Last());

    private DifferenceKind Classify(List<SubscriptionLevel> expected)
    {
        if (Biller is null) return DifferenceKind.ExtraSubscription;
        if (Facts.Count == 0 && Levels.Count == 0) return IsOwnerKnown ? DifferenceKind.MissingSubscription : DifferenceKind.MissingCustomer;
        var holders = Levels.Select(level => level.CustomerId).Concat(Facts.Select(fact => fact.CustomerId)).Distinct().ToList();
        if (holders.Count > 1) return DifferenceKind.Duplicate;
        if (holders[0] != Owner) return DifferenceKind.WrongCustomer;
        return OfFacts() ?? (IsDoubled(expected) ? DifferenceKind.Duplicate : DifferenceKind.Ledger);
    }

    private bool IsDoubled(List<SubscriptionLevel> expected) =>
        expected.Count > 0 && expected.All(level => Levels.Any(own => own.PlanId == level.PlanId && own.Currency == level.Currency && own.Mrr == 2 * level.Mrr));

    /// <summary>The first thing in which the newest facts are not the biller's state; null where they are.</summary>
    private DifferenceKind? OfFacts()
    {
        var living = Living().ToDictionary(fact => fact.ItemId);
        if (living.Count == 0) return DifferenceKind.State;
        if (Biller!.Items.Any(item => !living.ContainsKey(item.ItemId))) return DifferenceKind.MissingItem;
        if (living.Count > Biller.Items.Count) return DifferenceKind.ExtraItem;
        return Biller.Items.Select(item => Between(living[item.ItemId], item)).FirstOrDefault(kind => kind is not null);
    }

    private static DifferenceKind? Between(SubscriptionEvent own, SubscriptionEvent biller)
    {
        if (own.Currency != biller.Currency) return DifferenceKind.Currency;
        if (own.PlanId != biller.PlanId) return DifferenceKind.Plan;
        if ((own.Interval, own.IntervalCount) != (biller.Interval, biller.IntervalCount)) return DifferenceKind.Interval;
        if (own.Quantity != biller.Quantity) return DifferenceKind.Quantity;
        if ((own.UnitAmountMinor, own.AmountMinor, own.Kind) != (biller.UnitAmountMinor, biller.AmountMinor, biller.Kind)) return DifferenceKind.Amount;
        if (own.TaxMinor != biller.TaxMinor) return DifferenceKind.Tax;
        if (!own.Discounts.SequenceEqual(biller.Discounts)) return DifferenceKind.Discount;
        if (own.Status != biller.Status) return DifferenceKind.State;
        return own.CancelAtPeriodEnd != biller.CancelAtPeriodEnd || (own.CancelAtPeriodEnd && own.CurrentPeriodEnd != biller.CurrentPeriodEnd) ? DifferenceKind.Cancel : null;
    }
}
