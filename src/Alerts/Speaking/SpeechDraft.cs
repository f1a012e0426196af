using RevenueBot.Alerts.States;

namespace RevenueBot.Alerts.Speaking;

/// <summary>Gathers what is told while it is decided.</summary>
internal sealed class SpeechDraft(SpeechContext context)
{
    private readonly Dictionary<(string Rule, string Subject), OpenAlert> _alerts = context.Alerts.ToDictionary(alert => (alert.Status.Rule, alert.Status.Subject));
    private readonly HashSet<(string Rule, string Subject)> _changed = [];
    private readonly Dictionary<string, string> _touched = new(StringComparer.Ordinal);
    private readonly List<LinePlan> _lines = [];
    private readonly List<Decision> _decisions = [];

    public OpenAlert Now(OpenAlert alert) => _alerts[(alert.Status.Rule, alert.Status.Subject)];

    public void Update(OpenAlert alert, Func<AlertStatus, AlertStatus> change)
    {
        var key = (alert.Status.Rule, alert.Status.Subject);
        _alerts[key] = _alerts[key] with { Status = change(_alerts[key].Status) };
        _changed.Add(key);
    }

    /// <summary>Tells an alert for the first time, in a message of its own or of several.</summary>
    public void Tell(OpenAlert alert, string message, string destination, string reason)
    {
        Update(alert, status => status with
        {
            Telling = new Telling { MessageKey = message, Destination = destination, ToldAt = context.At, ToldValue = status.LastValue ?? status.FiredValue },
        });
        _touched[message] = destination;
        _decisions.Add(new(Now(alert), DecisionKind.Told, reason));
    }

    /// <summary>Remembers why an alert is not told yet; the history has each reason once.</summary>
    public void Hold(OpenAlert alert, string reason, bool isForMorning = false)
    {
        var telling = Now(alert).Status.Telling;
        if (telling.Hold == reason && telling.IsForMorning == (isForMorning || telling.IsForMorning)) return;
        Update(alert, status => status with { Telling = status.Telling with { Hold = reason, IsForMorning = isForMorning || status.Telling.IsForMorning } });
        _decisions.Add(new(Now(alert), DecisionKind.Held, reason));
    }

    public void Drop(OpenAlert alert, string reason)
    {
        Update(alert, status => status with { Telling = Telling.None });
        _decisions.Add(new(Now(alert), DecisionKind.Dropped, reason));
    }

    /// <summary>Writes the card that shows an alert anew.</summary>
    public void Edit(OpenAlert alert, string reason)
    {
        var telling = Now(alert).Status.Telling;
        _touched[telling.MessageKey!] = telling.Destination!;
        _decisions.Add(new(Now(alert), DecisionKind.Edited, reason));
    }

    public void Line(OpenAlert alert, LineKind kind, string? mention = null)
    {
        var now = Now(alert);
        _lines.Add(new(now.Status.Telling.MessageKey!, now.Status.Telling.Destination!, kind, now, mention));
    }

    public void Escalated(OpenAlert alert, string reason) => _decisions.Add(new(Now(alert), DecisionKind.Escalated, reason));

    public Speech Finish()
    {
        var members = _alerts.Values.Where(alert => alert.Status.Telling.MessageKey is not null).ToLookup(alert => alert.Status.Telling.MessageKey!, StringComparer.Ordinal);
        return new(
            [.. _changed.Select(key => _alerts[key])],
            [.. _touched.Select(message => new MessagePlan(message.Key, message.Value, [.. members[message.Key].OrderByDescending(alert => alert.Facts.Mrr ?? 0).ThenBy(alert => alert.Id, StringComparer.Ordinal)]))],
            _lines, _decisions);
    }
}
