using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;

namespace RevenueBot.Handling;

/// <summary>How an alert stands, by the words of chat and pages alike.</summary>
internal static class AlertStanding
{
    /// <summary>Open, and nobody has it.</summary>
    public const string Open = "open";

    public const string Acknowledged = "acknowledged", Snoozed = "snoozed", Recovering = "recovering", Held = "held", Closed = "closed";

    public static string Of(OpenAlert alert, DateTimeOffset now) => alert.Status switch
    {
        { IsOpen: false } => Closed,
        { State: AlertState.NoData } => Held,
        { State: AlertState.Recovering } => Recovering,
        _ when alert.Status.IsSnoozedAt(now) => Snoozed,
        { Handling.AcknowledgedBy: not null } => Acknowledged,
        _ => Open,
    };
}
