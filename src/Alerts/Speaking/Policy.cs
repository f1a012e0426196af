namespace RevenueBot.Alerts.Speaking;

/// <summary>Messages of one channel and local day.</summary>
/// <param name="PerDay">At most, roll-ups among them; at least 2.</param>
/// <param name="KeptForHigh">The last of them that only high alerts may use.</param>
public sealed record Budget(int PerDay, int KeptForHigh)
{
    public static Budget Default { get; } = new(20, 5);

    /// <summary>One message is always left for the roll-up of all that no longer fits.</summary>
    public bool Allows(int used, bool isHigh) => used < PerDay - 1 - (isHigh ? 0 : KeptForHigh);
}

/// <summary>When several alerts are one message.</summary>
/// <param name="From">So many of one rule or one owner, counted with those told shortly before.</param>
/// <param name="BySegment">True: alerts of one rule are one group for each segment.</param>
public sealed record Grouping(int From, TimeSpan Window, bool BySegment)
{
    public static Grouping Default { get; } = new(4, TimeSpan.FromMinutes(15), false);
}

/// <summary>Who hears of alerts, when, and of how many.</summary>
public sealed record Policy
{
    public Routes Routes { get; init; } = new();
    public QuietHours? QuietHours { get; init; }
    public Budget Budget { get; init; } = Budget.Default;
    public Grouping Grouping { get; init; } = Grouping.Default;
    public IReadOnlyList<Inhibition> Inhibitions { get; init; } = Inhibition.Defaults;

    /// <summary>A high alert that nobody acknowledges for so long is told again; null: never.</summary>
    public TimeSpan? EscalateAfter { get; init; } = TimeSpan.FromHours(2);
}
