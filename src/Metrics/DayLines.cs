using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics;

/// <summary>What a day changed for one item.</summary>
internal readonly record struct ItemChange(DateOnly Day, DateTimeOffset At, ItemLevel Before, ItemLevel After)
{
    public bool IsToFree => Before.Judged > 0 && After is { Judged: 0, Cause: ZeroCause.ToFree };

    public MovementReason Reason
    {
        get
        {
            if (Before.Judged > 0 && After.Judged == 0) return OfZero(After.Cause);
            if (Before.Event is not { } old || After.Event is not { } now || old.Status == SubscriptionStatus.Canceled) return MovementReason.None;
            if (old.PlanId != now.PlanId) return MovementReason.Plan;
            if (old.Interval != now.Interval || old.IntervalCount != now.IntervalCount) return MovementReason.Interval;
            if (old.Quantity != now.Quantity) return MovementReason.Quantity;
            if (old.UnitAmountMinor != now.UnitAmountMinor || old.AmountMinor != now.AmountMinor) return MovementReason.Price;
            return OfDiscount(Before.Gross - Before.Counted, After.Gross - After.Counted);
        }
    }

    private static MovementReason OfZero(ZeroCause cause) => cause switch
    {
        ZeroCause.None => MovementReason.None,
        ZeroCause.Voluntary => MovementReason.Voluntary,
        ZeroCause.Involuntary => MovementReason.Involuntary,
        ZeroCause.ToFree => MovementReason.ToFree,
    };

    private MovementReason OfDiscount(long before, long after)
    {
        if (Before.Gross == 0 || After.Gross == 0 || before == after) return MovementReason.None;
        return after > before ? MovementReason.DiscountStart : MovementReason.DiscountEnd;
    }
}

/// <summary>Net changes of a customer's day for one subscription, plan and currency, micro-units.</summary>
internal sealed class DayLine
{
    public required string SubscriptionId { get; init; }
    public required string PlanId { get; init; }
    public required Currency Currency { get; init; }
    public DateTimeOffset At { get; private set; }
    public MovementReason Reason { get; private set; }
    public long Counted { get; private set; }
    public long Held { get; private set; }
    public long Gross { get; private set; }
    public long Committed { get; private set; }
    public long Trial { get; private set; }
    public int Cancels { get; private set; }
    public int Trials { get; private set; }
    public long Judged => Counted + Held;
    public bool HasLevels => Gross != 0 || Committed != 0 || Trial != 0 || Cancels != 0 || Trials != 0;

    private long _weight = -1;

    /// <summary>Adds (+1) or takes away (−1) a level. The reason of the weightiest item change stands for the line.</summary>
    public void Add(ItemLevel level, int sign, ItemChange change)
    {
        Counted += sign * level.Counted;
        Held += sign * level.Held;
        Gross += sign * level.Gross;
        Committed += sign * level.Committed;
        Trial += sign * level.Trial;
        Cancels += sign * (level.CancelScheduled ? 1 : 0);
        Trials += sign * (level.InTrial ? 1 : 0);
        if (change.At > At) At = change.At;
        Weigh(change);
    }

    private void Weigh(ItemChange change)
    {
        var weight = Math.Abs(change.After.Judged - change.Before.Judged);
        if (weight < _weight || (weight == _weight && change.Reason >= Reason)) return;
        (_weight, Reason) = (weight, change.Reason);
    }

    public void MarkMigration() => Reason = MovementReason.Migration;
}

/// <summary>What a line needs to know of its customer's whole day.</summary>
internal readonly struct DayNet
{
    public DayNet(List<DayLine> lines, Currency currency, long before, long after, bool toFree)
    {
        (Before, After, ToFree) = (before, after, toFree);
        foreach (var line in lines)
        {
            if (line.Currency != currency) continue;
            Judged += line.Judged;
            Held += line.Held;
        }
    }

    /// <summary>What the customer was judged by at the close before, over all currencies: only its being 0 matters.</summary>
    public long Before { get; }

    public long After { get; }
    public bool ToFree { get; }

    /// <summary>Net change of the day within the currency.</summary>
    public long Judged { get; }

    public long Held { get; }
}

internal static class DayLines
{
    public static List<DayLine> From(List<ItemChange> changes)
    {
        List<DayLine> lines = [];
        foreach (var change in changes)
        {
            if (change.Before.Event is { } old) LineOf(lines, old).Add(change.Before, -1, change);
            if (change.After.Event is { } now) LineOf(lines, now).Add(change.After, +1, change);
        }

        if (changes.Count > 1 && IsMigration(changes)) lines.ForEach(line => line.MarkMigration());
        lines.Sort(static (a, b) => Order((a.SubscriptionId, a.PlanId, a.Currency, default), (b.SubscriptionId, b.PlanId, b.Currency, default)));
        return lines;
    }

    public static int Order((string Subscription, string Plan, Currency Currency, MovementKind Kind) a, (string Subscription, string Plan, Currency Currency, MovementKind Kind) b)
    {
        var order = string.CompareOrdinal(a.Subscription, b.Subscription);
        if (order == 0) order = string.CompareOrdinal(a.Plan, b.Plan);
        if (order == 0) order = string.CompareOrdinal(a.Currency.Code, b.Currency.Code);
        return order != 0 ? order : a.Kind.CompareTo(b.Kind);
    }

    private static DayLine LineOf(List<DayLine> lines, SubscriptionEvent item)
    {
        foreach (var line in lines)
            if (line.SubscriptionId == item.SubscriptionId && line.PlanId == item.PlanId && line.Currency == item.Currency) return line;
        var added = new DayLine { SubscriptionId = item.SubscriptionId, PlanId = item.PlanId, Currency = item.Currency };
        lines.Add(added);
        return added;
    }

    /// <summary>One source lets go of the customer on the day another takes it up.</summary>
    private static bool IsMigration(List<ItemChange> changes)
    {
        foreach (var left in changes)
        {
            if (left.Before.Judged == 0 || left.After is not { Judged: 0, Event: { } gone }) continue;
            foreach (var joined in changes)
                if (joined.Before.Judged == 0 && joined.After is { Judged: > 0, Event: { } came } && came.Source != gone.Source) return true;
        }

        return false;
    }
}
