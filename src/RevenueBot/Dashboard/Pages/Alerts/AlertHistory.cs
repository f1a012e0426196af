using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Alerts.Storage;
using RevenueBot.Configuration;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Alerts;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Alerts;

/// <summary>What happened to an alert: what the rule saw, what was decided and why, who did what, and what was sent where.</summary>
internal sealed class AlertHistory(Company company)
{
    private const string Id = "history", DeliveriesId = "deliveries";

    public (IReadOnlyList<AlertStep> Steps, TablePanel Table) Of(PageRequest request, AlertKnown known, AlertReader reader)
    {
        var rule = known.Alert.Rule;
        IReadOnlyList<AlertStep> steps = [.. known.Events.Reverse().Select(one => new AlertStep(Moment(one.At), WordsOf(one), one.By is { } by ? reader.NameOf(by) : null, ValueOf(rule, one), JudgementOf(one)))];
        DataTable table = new()
        {
            Id = Id, Caption = "History, the newest first", Columns = [new("At"), new("What"), new("By"), new("Value", true)],
            Rows = [.. steps.Select(step => (IReadOnlyList<Cell>)[step.When, step.What, step.By ?? "", step.Value ?? ""])],
        };
        return (steps, new("History", "Each decision with its reason, the newest first", table, AnswerParts.Links(request, null, Id)));
    }

    public TablePanel Deliveries(PageRequest request, AlertKnown known)
    {
        DataTable table = new()
        {
            Id = DeliveriesId, Caption = "What was sent, the newest first", AsCards = true, Columns = [new("What"), new("State"), new("When"), new("Tries", true) { IsMinor = true }],
            Rows = [.. known.Deliveries.Select(RowOf)],
            Empty = new("Nothing was sent", known.Alert.Status.Telling.MessageKey is null ? "It has not been posted. Its history says why." : "What was sent is forgotten after a while; its history stays."),
        };
        return new("Deliveries", known.Alert.Status.Telling.Destination is { } place ? $"Posted in {PlaceOf(place)}, edited and answered there" : "", table, AnswerParts.Links(request, null, table.Rows.Count == 0 ? null : DeliveriesId));
    }

    /// <summary>"Slack, C0CSALERTS"</summary>
    public static string PlaceOf(string destination) => Destination.TryParse(destination, out var place) ? $"{Format.Capital(place.Platform)}, {place.Address}" : destination;

    private IReadOnlyList<Cell> RowOf(DeliveryLine line) =>
    [
        new Cell(line.Kind == OutboxKind.Card ? "Card" : "Line under it", Sub: PlaceOf(line.Destination)), new Cell("", Sub: Problem(line)) { Tag = TagOf(line), Raw = TagOf(line).Word },
        Moment(line.EndedAt ?? line.CreatedAt), Cell.Of(Format.Count(line.Attempts), line.Attempts),
    ];

    private static string? Problem(DeliveryLine line) => line.State is OutboxState.Dead or OutboxState.Waiting && line.Error is { Length: > 0 } error ? string.Join(' ', ((string?[])[$"{error}.", line.Advice]).OfType<string>()) : null;

    private static Tag TagOf(DeliveryLine line) => line.State switch
    {
        OutboxState.Waiting => new(line.Attempts == 0 ? "Waits" : "Is tried again", Judgement.Warn),
        OutboxState.Sending => new("Is being sent", Judgement.None),
        OutboxState.Sent => new("Sent", Judgement.Good),
        OutboxState.Dead => new("Given up", Judgement.Bad),
        OutboxState.Superseded => new("Replaced", Judgement.None),
        OutboxState.Merged => new("In a summary", Judgement.None),
    };

    /// <summary>"Posted", "Not posted: quiet hours until Tue 10 Nov, 08:00", "Fired: health 24 below 30"</summary>
    private static string WordsOf(AlertEvent one) => (DecisionKind)one.Kind switch
    {
        DecisionKind.Told when one.Reason.StartsWith("told", StringComparison.Ordinal) => "Posted" + one.Reason["told".Length..],
        DecisionKind.Held when one.Reason.StartsWith(Reasons.Held, StringComparison.Ordinal) => $"Not posted: {one.Reason[Reasons.Held.Length..]}",
        _ => Format.Capital(one.Reason),
    };

    /// <summary>What was measured then; people's acts measure nothing.</summary>
    private static string? ValueOf(AlertRule rule, AlertEvent one) => one.Kind <= (short)ChangeKind.Resumed && one.Value is { } value ? SignalText.Value(rule.Signal, value, rule.FireAt) : null;

    private static Judgement JudgementOf(AlertEvent one) => (ChangeKind)one.Kind switch
    {
        ChangeKind.Fired or ChangeKind.Worsened or ChangeKind.Returned => Judgement.Bad,
        ChangeKind.Recovering or ChangeKind.Resolved => Judgement.Good,
        ChangeKind.Held => Judgement.Warn,
        _ => Judgement.None,
    };

    private string Moment(DateTimeOffset at) => Days.Moment(at, company.Calendar);
}
