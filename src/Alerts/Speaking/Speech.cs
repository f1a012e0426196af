using RevenueBot.Metrics;

namespace RevenueBot.Alerts.Speaking;

/// <summary>All that decides what is told after an evaluation.</summary>
public sealed record SpeechContext
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Budgets count by its days.</summary>
    public required CompanyCalendar Calendar { get; init; }

    public required Policy Policy { get; init; }

    /// <summary>Every alert that is pending or open, and closed ones that share a message with an open one.</summary>
    public required IReadOnlyList<OpenAlert> Alerts { get; init; }

    public IReadOnlyList<Silence> Silences { get; init; } = [];

    /// <summary>Messages of the local day by destination, posted or about to be.</summary>
    public IReadOnlyDictionary<string, int> PostsToday { get; init; } = new Dictionary<string, int>();

    /// <summary>The keys of these messages.</summary>
    public IReadOnlySet<string> MessagesToday { get; init; } = new HashSet<string>();
}

/// <summary>What is to be told.</summary>
/// <param name="Changed">Alerts of which more is remembered now.</param>
/// <param name="Messages">Cards to post or to edit.</param>
/// <param name="Lines">Lines under them, in their order.</param>
/// <param name="Decisions">Every decision with its reason, for the history.</param>
public sealed record Speech(
    IReadOnlyList<OpenAlert> Changed, IReadOnlyList<MessagePlan> Messages, IReadOnlyList<LinePlan> Lines, IReadOnlyList<Decision> Decisions);

public enum MessageKind { Own, Group, Morning, RollUp }

/// <summary>A message whose card is to be written anew.</summary>
/// <param name="Members">The alerts it shows, closed ones among them: one for <see cref="MessageKind.Own"/>.</param>
public sealed record MessagePlan(string Key, string Destination, IReadOnlyList<OpenAlert> Members)
{
    public MessageKind Kind => MessageKeys.KindOf(Key);
}

public enum LineKind { Worsened, Watching, Returned, Resolved, Left, Held, Resumed, SnoozeEnded, Escalated, Added }

/// <summary>A line under a message.</summary>
/// <param name="Mention">Whom it calls; null: nobody.</param>
public sealed record LinePlan(string MessageKey, string Destination, LineKind Kind, OpenAlert Alert, string? Mention);

public enum DecisionKind : short { Told = 20, Held = 21, Dropped = 22, Edited = 23, Escalated = 24 }

/// <param name="Reason"><c>held: budget of 20 used</c></param>
public sealed record Decision(OpenAlert Alert, DecisionKind Kind, string Reason);
