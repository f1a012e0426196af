using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics;

/// <summary>Net changes of a customer's day for one subscription, plan and currency, micro-units.</summary>
internal sealed class DayLine
{
    public string SubscriptionId { get; private set; } = "";
    public string PlanId { get; private set; } = "";
    public Currency Currency { get; private set; }
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

    /// <summary>Makes it the line of another item, with nothing on it.</summary>
    public void Begin(SubscriptionEvent item)
    {
        (SubscriptionId, PlanId, Currency, At, Reason, _weight) = (item.SubscriptionId, item.PlanId, item.Currency, default, default, -1);
        (Counted, Held, Gross, Committed, Trial, Cancels, Trials) = (0, 0, 0, 0, 0, 0, 0);
    }

    /// <summary>Adds (+1) or takes away (−1) a level. The reason of the weightiest item change stands for the line.</summary>
    public void Add(in ItemLevel level, int sign, ItemChange change)
    {
        Counted += sign * level.Counted;
        Gross += sign * level.Gross;
        Committed += sign * level.Committed;
        Trial += sign * level.Trial;
        Cancels += sign * (level.CancelScheduled ? 1 : 0);
        Trials += sign * (level.InTrial ? 1 : 0);
        Touch(change);
    }

    public void AddHeld(long held, ItemChange change)
    {
        Held += held;
        Touch(change);
    }

    private void Touch(ItemChange change)
    {
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
