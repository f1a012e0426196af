namespace RevenueBot.Metrics;

/// <summary>A half-open span of days <c>[Start, End)</c>.</summary>
public readonly record struct Period(DateOnly Start, DateOnly End)
{
    public DateOnly LastDay => End.AddDays(-1);
    public static Period Of(Month month) => new(month.FirstDay, month.Next.FirstDay);
}

/// <summary>An amount that could not be converted: micro-units of its own currency at the end of the period.</summary>
public readonly record struct Unconverted(Currency Currency, long Amount);

/// <summary>
/// MRR of one period and key in the reporting currency, micro-units, losses negative. The identity holds exactly:
/// <c>Opening + New + Expansion + Reactivation + Resumed + Contraction + Churn + Paused + Fx = Closing</c>.
/// </summary>
public sealed record PeriodMrr
{
    public required Period Period { get; init; }
    public required string Key { get; init; }
    public long Opening { get; init; }
    public long New { get; init; }
    public long Expansion { get; init; }
    public long Reactivation { get; init; }
    public long Resumed { get; init; }
    public long Contraction { get; init; }
    public long Churn { get; init; }
    public long Paused { get; init; }
    public long Fx { get; init; }
    public long Closing { get; init; }
    public long Gross { get; init; }
    public long Committed { get; init; }
    public long Trial { get; init; }
    public int OpeningCustomers { get; init; }
    public int Customers { get; init; }
    public int NewCustomers { get; init; }
    public int ReactivatedCustomers { get; init; }
    public int ResumedCustomers { get; init; }
    public int PausedCustomers { get; init; }
    public int ChurnedCustomers { get; init; }

    /// <summary>Subscription items with a cancel scheduled at the end of the period.</summary>
    public int Cancels { get; init; }

    /// <summary>Subscription items in a first trial at the end of the period.</summary>
    public int Trials { get; init; }

    /// <summary>Currencies without a rate: left out of every figure above and named instead.</summary>
    public IReadOnlyList<Unconverted> Unconverted { get; init; } = [];

    public long Net => Closing - Opening;
}
