using RevenueBot.Alerts.States;

namespace RevenueBot.Alerts.Speaking;

/// <summary>What is told of alerts that have been told before: their message is edited, the thread gets a line, nothing is posted anew.</summary>
internal static class FollowUps
{
    /// <summary>Within a day a value that swings around its threshold is told once to recover, and once to have come back.</summary>
    private static readonly TimeSpan _swing = TimeSpan.FromDays(1);

    public static void Decide(SpeechDraft draft, SpeechContext context, OpenAlert alert)
    {
        if (alert.Status.Telling.MessageKey is null)
        {
            if (alert.Change?.Kind is ChangeKind.Resolved or ChangeKind.Left) draft.Drop(alert, $"dropped: closed before it was told ({alert.Change.Reason})");
            return;
        }

        if (alert.Change is { } change) Follow(draft, context, alert, change);
        else if (alert.Status is { IsOpen: true, Handling.SnoozedUntil: { } until } && until <= context.At) Wake(draft, context, alert);
    }

    /// <summary>A high alert that nobody has acknowledged is told again, once, and once for all that share a message.</summary>
    public static void Escalate(SpeechDraft draft, SpeechContext context)
    {
        if (context.Policy.EscalateAfter is not { } after) return;
        foreach (var message in context.Alerts.Select(draft.Now).Where(alert => IsUnheard(alert, context.At - after)).GroupBy(alert => alert.Status.Telling.MessageKey).ToList())
        {
            var first = message.MaxBy(alert => alert.Facts.Mrr ?? 0)!;
            foreach (var alert in message) draft.Update(alert, status => status with { Handling = status.Handling with { EscalatedAt = context.At } });
            draft.Line(first, LineKind.Escalated, context.Policy.Routes.Escalation ?? context.Policy.Routes.PersonOf(first));
            draft.Escalated(first, $"escalated: not acknowledged for {Reasons.Duration(after)}");
        }
    }

    private static bool IsUnheard(OpenAlert alert, DateTimeOffset toldBefore) => alert is { IsHigh: true, Status: { State: AlertState.Firing, Telling.MessageKey: not null } status }
        && status.Telling.ToldAt <= toldBefore && status.Handling is { AcknowledgedBy: null, EscalatedAt: null, SnoozedUntil: null };

    private static void Follow(SpeechDraft draft, SpeechContext context, OpenAlert alert, Change change)
    {
        var isSnoozed = alert.Status.IsSnoozedAt(context.At);
        switch (change.Kind)
        {
            case ChangeKind.Worsened:
                draft.Update(alert, status => status with
                {
                    Telling = status.Telling with { ToldValue = status.LastValue },
                    Handling = status.Handling with { SnoozedUntil = null, SnoozedBy = null, SnoozeNote = null },
                });
                EditWithLine(draft, alert, change, LineKind.Worsened, isSnoozed ? context.Policy.Routes.PersonOf(alert) : null);
                break;
            case ChangeKind.Recovering when !(alert.Status.Handling.WatchedAt > context.At - _swing):
                draft.Update(alert, status => status with { Handling = status.Handling with { WatchedAt = context.At } });
                draft.Line(alert, LineKind.Watching);
                break;
            case ChangeKind.Returned when alert.Status.Handling is { WatchedAt: { } watched } handling && !(handling.ReturnedAt >= watched):
                draft.Update(alert, status => status with { Handling = status.Handling with { ReturnedAt = context.At } });
                draft.Line(alert, LineKind.Returned);
                break;
            case ChangeKind.Resolved or ChangeKind.Left:
                EditWithLine(draft, alert, change, change.Kind == ChangeKind.Left ? LineKind.Left : LineKind.Resolved, null);
                break;
            case ChangeKind.Held or ChangeKind.Resumed:
                draft.Edit(alert, change.Reason); // the card says what is held; a line for each alert would be many for one cause
                break;
        }
    }

    private static void EditWithLine(SpeechDraft draft, OpenAlert alert, Change change, LineKind kind, string? mention)
    {
        draft.Edit(alert, change.Reason);
        draft.Line(alert, kind, mention);
    }

    /// <summary>A snooze that ends while the alert is open: back in its place, and the owner is told.</summary>
    private static void Wake(SpeechDraft draft, SpeechContext context, OpenAlert alert)
    {
        draft.Update(alert, status => status with { Handling = status.Handling with { SnoozedUntil = null, SnoozedBy = null, SnoozeNote = null } });
        draft.Edit(alert, "woken: the snooze ended");
        draft.Line(alert, LineKind.SnoozeEnded, alert.Status.State == AlertState.Firing ? context.Policy.Routes.PersonOf(alert) : null);
    }
}
