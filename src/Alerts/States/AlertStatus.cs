namespace RevenueBot.Alerts.States;

/// <summary>What people, and the bot beside its message, have done about an episode.</summary>
public sealed record Handling
{
    public static Handling None { get; } = new();

    /// <summary>Who acknowledged it, as <c>slack:U04DANA001</c>; null: nobody.</summary>
    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }
    public string? AssignedTo { get; init; }
    public string? SnoozedBy { get; init; }
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>Why, as typed.</summary>
    public string? SnoozeNote { get; init; }

    public DateTimeOffset? EscalatedAt { get; init; }

    /// <summary>When the thread was last told that it recovers, and that it came back: a value that swings makes no line each time.</summary>
    public DateTimeOffset? WatchedAt { get; init; }

    public DateTimeOffset? ReturnedAt { get; init; }
}

/// <summary>What has been told of an episode, and where.</summary>
public sealed record Telling
{
    public static Telling None { get; } = new();

    /// <summary>The message that shows it: its own, a group's or a roll-up's. Null: none yet.</summary>
    public string? MessageKey { get; init; }

    public string? Destination { get; init; }
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>The value that was told last; what is worse is worse than this.</summary>
    public decimal? ToldValue { get; init; }

    /// <summary>Why it has not been told yet: <c>held: quiet hours until 08:00</c>. Null where it was, or need not be.</summary>
    public string? Hold { get; init; }

    /// <summary>It waits for the morning.</summary>
    public bool IsForMorning { get; init; }
}

/// <summary>Everything remembered of one rule and one subject between two evaluations.</summary>
public sealed record AlertStatus
{
    public required string Rule { get; init; }
    public required string Subject { get; init; }
    public AlertState State { get; init; }

    /// <summary>In <see cref="AlertState.NoData"/>: the state to go on with. Else equal to <see cref="State"/>.</summary>
    public AlertState Before { get; init; }

    /// <summary>When the state began.</summary>
    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset LastEval { get; init; }

    /// <summary>Time spent in the state as evaluations saw it: neither a jump of the clock nor a night of downtime counts.</summary>
    public TimeSpan Seen { get; init; }

    /// <summary>The rule's condition by which it was last evaluated.</summary>
    public required string Condition { get; init; }

    public decimal? LastValue { get; init; }

    /// <summary>Evaluations in a row that did not see the subject.</summary>
    public int Missed { get; init; }

    /// <summary>When this episode began; null before the first.</summary>
    public DateTimeOffset? FiredAt { get; init; }
    public decimal? FiredValue { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>MRR at stake when it fired, micro-units of the reporting currency; null for alerts that are not about a customer.</summary>
    public long? Mrr { get; init; }

    /// <summary>Why it is in this state.</summary>
    public string Reason { get; init; } = "";

    public Handling Handling { get; init; } = Handling.None;
    public Telling Telling { get; init; } = Telling.None;

    /// <summary>Of the stored row this came from; 0: not stored. A write names it, so that of two writers one wins.</summary>
    public int Version { get; init; }

    public bool IsOpen => Before is AlertState.Firing or AlertState.Recovering;

    /// <summary>The name of the episode; null before the first.</summary>
    public string? AlertId => FiredAt is { } at ? Fingerprint.AlertId(Rule, Subject, at) : null;

    public bool IsSnoozedAt(DateTimeOffset at) => Handling.SnoozedUntil > at;
}
