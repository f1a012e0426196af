using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;

namespace RevenueBot.Alerts.Storage;

/// <summary>What is written into the history, beside changes and decisions: what people did.</summary>
public enum ActionKind : short { Acknowledged = 40, Snoozed = 41, Woken = 42, Assigned = 43, Useful = 44, NotUseful = 45, HandedBack = 46 }

/// <summary>One line of an alert's history.</summary>
/// <param name="Kind">A <see cref="ChangeKind"/>, <see cref="DecisionKind"/> or <see cref="ActionKind"/>.</param>
/// <param name="Mrr">At stake at that time, micro-units; null where nothing is.</param>
/// <param name="By">The person, as <c>slack:U04DANA001</c>; null: the bot.</param>
public sealed record AlertEvent(string AlertId, string Rule, string Subject, DateTimeOffset At, short Kind, string Reason, decimal? Value, long? Mrr, string? By)
{
    public static AlertEvent Of(OpenAlert alert, DateTimeOffset at) => New(alert, at, (short)alert.Change!.Kind, alert.Change.Reason, null);

    public static AlertEvent Of(Decision decision, DateTimeOffset at) => New(decision.Alert, at, (short)decision.Kind, decision.Reason, null);

    public static AlertEvent Of(OpenAlert alert, ActionKind action, string reason, string by, DateTimeOffset at) => New(alert, at, (short)action, reason, by);

    private static AlertEvent New(OpenAlert alert, DateTimeOffset at, short kind, string reason, string? by) =>
        new(alert.Id, alert.Rule.Id, alert.Status.Subject, at, kind, reason, alert.Status.LastValue, alert.Facts.Mrr, by);
}
