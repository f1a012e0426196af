using RevenueBot.Alerts.States;
using RevenueBot.Alerts.Storage;

namespace RevenueBot.Alerts.Acting;

/// <summary>What an act makes of an alert.</summary>
public static class Acts
{
    /// <summary>
    /// The status after an act; null where it changes nothing: the alert is closed, or it is so already. Pure, and the same act twice is
    /// once, so that a double click and a repeated request do no harm.
    /// </summary>
    /// <param name="by">Who acts, <c>slack:U04DANA001</c>.</param>
    public static AlertStatus? Apply(AlertStatus status, PersonAct act, string by, DateTimeOffset at)
    {
        if (!status.IsOpen) return null;
        var handling = status.Handling;
        var next = act switch
        {
            PersonAct.Acknowledge => handling.AcknowledgedBy is null ? handling with { AcknowledgedBy = by, AcknowledgedAt = at } : handling,
            PersonAct.HandBack => handling with { AcknowledgedBy = null, AcknowledgedAt = null },
            PersonAct.Snooze snooze => snooze.Until > at && handling.SnoozedUntil != snooze.Until ? handling with { SnoozedUntil = snooze.Until, SnoozedBy = by, SnoozeNote = snooze.Note } : handling,
            PersonAct.Wake => handling with { SnoozedUntil = null, SnoozedBy = null, SnoozeNote = null },
            PersonAct.Assign assign => handling with { AssignedTo = assign.To },
            _ => throw new InvalidOperationException("There is no such act."),
        };
        return next == handling ? null : status with { Handling = next };
    }

    /// <summary>How an act stands in the history.</summary>
    public static ActionKind KindOf(PersonAct act) => act switch
    {
        PersonAct.Acknowledge => ActionKind.Acknowledged,
        PersonAct.HandBack => ActionKind.HandedBack,
        PersonAct.Snooze => ActionKind.Snoozed,
        PersonAct.Wake => ActionKind.Woken,
        PersonAct.Assign => ActionKind.Assigned,
        _ => throw new InvalidOperationException("There is no such act."),
    };
}
