using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Stripe;

/// <summary>The past of one item.</summary>
/// <param name="present">Its present state; null: it is no longer on the subscription.</param>
internal sealed class ItemHistory(HistoryInput input, HistoryStatus status, IReadOnlyList<HistoryAnchor> anchors, SubscriptionEvent? present)
{
    /// <summary>A renewal may be a little late; a hole longer than this is a time without service.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromDays(2);

    private readonly StripeSubscription _subscription = input.Subscription;
    private readonly StripeItem? _item = input.Subscription.Items.FirstOrDefault(item => item.Id == present?.ItemId);
    private readonly HistoryDiscounts _discounts = HistoryDiscounts.Read(input, anchors, PresentDiscounts(input, present));

    public IEnumerable<SubscriptionEvent> Read()
    {
        var (start, end) = (Start(), End());
        string? last = null;
        foreach (var at in Instants(start, end))
        {
            if (StateAt(at) is not { } state || StateHash.Of(state) is var hash && hash == last) continue;
            last = StateHash.Of(state);
            yield return Named(state);
        }

        if (last is not null && present is null && StateAt(end.AddTicks(-1)) is { } final) yield return Named(Ended(final, end));
    }

    private static SubscriptionEvent Named(SubscriptionEvent state)
    {
        var named = StripeProjection.WithId(state);
        return named with { EventId = StripeHistory.Prefix + named.EventId };
    }

    private static SubscriptionEvent Ended(SubscriptionEvent state, DateTimeOffset at) =>
        state with { EffectiveAt = at, Status = SubscriptionStatus.Canceled, CancelAtPeriodEnd = false, CurrentPeriodEnd = null };

    private DateTimeOffset Start()
    {
        var first = anchors.Count > 0 ? anchors[0].At : _subscription.FirstDay;
        if (_item?.Created is { } created && created < first) first = created;
        return first < _subscription.FirstDay ? _subscription.FirstDay : first;
    }

    /// <summary>An item that is gone ended at its credit, else with the last period it was billed for.</summary>
    private DateTimeOffset End()
    {
        if (present is not null || anchors.Count == 0) return input.End;
        var billed = anchors[^1].IsRemoval ? anchors[^1].At : anchors.Max(anchor => anchor.Until);
        return billed < input.End ? billed : input.End;
    }

    private IEnumerable<DateTimeOffset> Instants(DateTimeOffset start, DateTimeOffset end) =>
        anchors.Select(anchor => anchor.At)
            .Concat(status.Edges).Concat(_discounts.Edges).Concat(Holes().Select(hole => hole.From)).Append(start)
            .Concat(_subscription.CanceledAt is { } click ? [click] : [])
            .Where(at => at >= start && at < end)
            .Distinct().Order();

    private SubscriptionEvent? StateAt(DateTimeOffset at)
    {
        if (AnchorAt(at) is { } anchor) return Timed(FromAnchor(anchor, at), at);
        return present is null ? null : Timed(present, at) with { Discounts = _discounts.At(at) };
    }

    /// <summary>The anchor in force. A credit alone, for an item that goes on, announces the state of the next anchor.</summary>
    private HistoryAnchor? AnchorAt(DateTimeOffset at)
    {
        var index = anchors.Count - 1;
        while (index > 0 && anchors[index].At > at) index--;
        while (index < anchors.Count && anchors[index].IsRemoval) index++;
        return index < anchors.Count ? anchors[index] : present is null && anchors.Count > 0 ? anchors[^1] : null;
    }

    private SubscriptionEvent FromAnchor(HistoryAnchor anchor, DateTimeOffset at)
    {
        var quantity = anchor.Quantity ?? 1;
        return new SubscriptionEvent
        {
            Source = FactSource.Stripe,
            EventId = "",
            CustomerId = _subscription.CustomerId,
            SubscriptionId = _subscription.Id,
            ItemId = anchor.ItemId,
            PlanId = anchor.Price.Id,
            Quantity = quantity,
            UnitAmountMinor = anchor.Amount.Unit,
            AmountMinor = anchor.Amount.Whole,
            Currency = input.Currency,
            Interval = anchor.Price.Interval ?? IntervalUnit.Month,
            IntervalCount = anchor.Price.IntervalCount,
            Discounts = _discounts.At(at),
            Status = SubscriptionStatus.Active,
            EffectiveAt = at,
            Kind = anchor.Price.Kind,
            TaxMinor = Math.Round(anchor.Amount.Of(quantity) * TaxShareOf(anchor), 6, MidpointRounding.AwayFromZero),
        };
    }

    private decimal TaxShareOf(HistoryAnchor anchor) =>
        anchor.TaxShare > 0 ? anchor.TaxShare : anchors.LastOrDefault(other => other.TaxShare > 0 && other.Price.Id == anchor.Price.Id)?.TaxShare ?? 0;

    private SubscriptionEvent Timed(SubscriptionEvent state, DateTimeOffset at)
    {
        var cancels = CancelAt(at);
        return state with
        {
            EffectiveAt = at,
            Sequence = (long)StripeOrder.History,
            Status = Holes().Any(hole => hole.Contains(at)) ? SubscriptionStatus.Paused : status.At(at),
            CancelAtPeriodEnd = cancels is not null,
            CurrentPeriodEnd = cancels,
            TrialEnd = at < _subscription.TrialEnd ? _subscription.TrialEnd : null,
        };
    }

    /// <summary>The scheduled end, where the cancel had been asked for by then.</summary>
    private DateTimeOffset? CancelAt(DateTimeOffset at)
    {
        if (!(_subscription.CanceledAt <= at)) return null;
        if (_subscription.EndedAt is { } ended) return ended;
        return _subscription.CancelAt ?? (_subscription.CancelAtPeriodEnd ? _item?.PeriodEnd : null);
    }

    /// <summary>Times between two billed periods for which there is no invoice at all.</summary>
    private IEnumerable<Span> Holes()
    {
        DateTimeOffset? covered = null;
        foreach (var anchor in anchors.Where(anchor => anchor.IsRegular && !anchor.Price.IsMetered))
        {
            if (anchor.At - covered > Slack) yield return new Span(covered!.Value, anchor.At);
            if (!(anchor.Until <= covered)) covered = anchor.Until;
        }
    }

    /// <summary>The present discounts of the item by their Stripe ids.</summary>
    private static Dictionary<string, Discount> PresentDiscounts(HistoryInput input, SubscriptionEvent? present)
    {
        var result = new Dictionary<string, Discount>();
        var item = input.Subscription.Items.FirstOrDefault(item => item.Id == present?.ItemId);
        if (item is null || present is null) return result;
        foreach (var discount in item.Discounts.Concat(Shared(input)).Select(input.References.Complete))
        {
            var match = present.Discounts.FirstOrDefault(d => d.Start == discount.Start && d.Duration == discount.Coupon?.Duration && d.Percent == discount.Coupon.PercentOff);
            if (match is not null) result[discount.Id] = match;
        }

        return result;
    }

    private static IReadOnlyList<StripeDiscount> Shared(HistoryInput input) =>
        input.Subscription.Discounts.Count > 0 ? input.Subscription.Discounts : input.References.CustomerDiscount is { } own ? [own] : [];
}
