namespace RevenueBot.Metrics;

/// <summary>
/// The lines of the identity. <see cref="Memo"/> moves no MRR: it carries changes of committed, trial or gross MRR alone.
/// </summary>
public enum MovementKind : short
{
    Memo = 0, New = 1, Expansion = 2, Reactivation = 3, Resumed = 4, Contraction = 5, Churn = 6, Paused = 7,
}

public enum MovementReason : short
{
    None = 0, Plan = 1, Quantity = 2, Price = 3, Interval = 4, DiscountStart = 5, DiscountEnd = 6, Voluntary = 7, Involuntary = 8,
    ToFree = 9, Migration = 10,
}

/// <summary>
/// One row of the ledger: what one local day changed for one customer, subscription, plan and currency. All money is in
/// micro-units (10⁻⁶ major) of <see cref="Currency"/>, losses negative. <see cref="Kind"/> classifies the customer's net change of
/// the day, so that rows of both signs may share a kind (a plan switch is an expansion: −10 on the old plan, +20 on the new).
/// The fold sets position and counts last; nothing changes a movement that it has returned.
/// </summary>
public sealed record Movement
{
    public required DateOnly Day { get; init; }

    /// <summary>Position within the customer's day, from 0.</summary>
    public short Seq { get; internal set; }

    /// <summary>The last instant of the day at which this row's state changed.</summary>
    public required DateTimeOffset At { get; init; }

    public required string SubscriptionId { get; init; }
    public required string PlanId { get; init; }
    public required Currency Currency { get; init; }
    public required MovementKind Kind { get; init; }
    public MovementReason Reason { get; init; }

    /// <summary>Change of MRR.</summary>
    public long Amount { get; init; }

    /// <summary>Change of gross (list price) MRR.</summary>
    public long Gross { get; init; }

    /// <summary>Change of committed MRR: MRR less what is already cancelled for a later day.</summary>
    public long Committed { get; init; }

    /// <summary>Change of trial MRR: what first trials would pay.</summary>
    public long Trial { get; init; }

    /// <summary>
    /// Change of the number of paying customers: −1, 0 or 1, on one row of a customer's day. Only a customer who ends while paused has
    /// two: back in (+1, resumed) and out (−1, churn).
    /// </summary>
    public short Customers { get; internal set; }

    /// <summary>The same, counted within this plan.</summary>
    public short PlanCustomers { get; internal set; }

    /// <summary>The same, counted within this currency.</summary>
    public short CurrencyCustomers { get; internal set; }

    /// <summary>Change of the number of subscription items that count and have a cancel scheduled.</summary>
    public short Cancels { get; init; }

    /// <summary>Change of the number of subscription items in a first trial.</summary>
    public short Trials { get; init; }

    /// <summary>For a reactivation: days for which the customer closed at 0. Else null.</summary>
    public int? GapDays { get; init; }
}
