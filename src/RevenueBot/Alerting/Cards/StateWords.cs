using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Alerting.Cards;

/// <summary>The word that leads a card, its mark, and what can be done now.</summary>
internal static class StateWords
{
    public static (CardMark Mark, string State) Of(OpenAlert alert, CardContext context) => alert.Status switch
    {
        { IsOpen: false, EndedAt: { } ended } when alert.Status.Reason.StartsWith(Reasons.Left, StringComparison.Ordinal) => (CardMark.Quiet, LeftState(alert.Status.Reason[Reasons.Left.Length..], context.Day(ended))),
        { IsOpen: false } => (CardMark.Good, "Recovered"),
        { State: AlertState.NoData } => (CardMark.Quiet, "Held"),
        { Handling.SnoozedUntil: { } until } when until > context.At => (CardMark.Quiet, $"Snoozed until {context.Day(until)}"),
        { Handling.AcknowledgedBy: not null } => (CardMark.Quiet, "Acknowledged"),
        _ => (MarkOf(alert.Rule.Level), alert.Rule.Title),
    };

    /// <summary>"Left on 3 Dec", "Paused on 3 Dec"; for other reasons "Closed on 3 Dec".</summary>
    private static string LeftState(string reason, string day) =>
        reason.Contains(" on ", StringComparison.Ordinal) ? Format.Capital(reason) : $"Closed on {day}";

    public static CardMark MarkOf(AlertLevel level) => level switch
    {
        AlertLevel.High => CardMark.High,
        AlertLevel.Medium => CardMark.Medium,
        AlertLevel.Opportunity => CardMark.Good,
        AlertLevel.Notice => CardMark.Quiet,
    };

    public static IReadOnlyList<CardAction> Actions(OpenAlert alert, DateTimeOffset at)
    {
        var about = SignalText.SubjectOf(alert.Rule.Signal);
        if (about == SubjectKind.Source) return alert.Status.IsOpen ? [CardAction.Acknowledge, CardAction.CatchUp, CardAction.OpenSources] : [CardAction.OpenSources];
        CardAction[] open = about == SubjectKind.Customer ? [CardAction.OpenCustomer] : [];
        if (!alert.Status.IsOpen) return [CardAction.Useful, CardAction.NotUseful, .. open];
        if (alert.Status.IsSnoozedAt(at)) return [CardAction.Wake, CardAction.Assign, .. open];
        if (alert.Status.Handling.AcknowledgedBy is not null) return [CardAction.Snooze, CardAction.Assign, CardAction.HandBack, CardAction.NotUseful, .. open];
        CardAction[] take = alert.Rule.Level == AlertLevel.Opportunity ? [CardAction.TakeIt] : [CardAction.Acknowledge];
        return [.. take, CardAction.Snooze, CardAction.Assign, CardAction.NotUseful, .. open];
    }
}
