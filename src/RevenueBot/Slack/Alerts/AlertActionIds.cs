using RevenueBot.Alerts.Cards;
using RevenueBot.Handling;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack.Alerts;

/// <summary>The buttons of alert cards. A value is the opaque name of an alert or of a group's message; rights are checked at the click.</summary>
internal static class AlertActionIds
{
    public const string Acknowledge = "alert.ack", AcknowledgeAll = "alert.ack_group", HandBack = "alert.unack", Snooze = "alert.snooze", Assign = "alert.assign", Wake = "alert.wake";
    public const string Useful = "alert.useful", NotUseful = "alert.not_useful", UndoFeedback = "alert.undo_feedback", CatchUp = "source.catchup";
    private const string OpenCustomer = "customer.open", OpenAll = "alert.open_group", OpenSources = "source.open";

    /// <summary>True for every button of an alert card, and of what follows from one.</summary>
    public static bool IsOne(string? actionId) =>
        actionId is not null && (actionId.StartsWith("alert.", StringComparison.Ordinal) || actionId is CatchUp or OpenCustomer or OpenSources);

    /// <summary>True for buttons that open a page: nothing is left to do at the click.</summary>
    public static bool IsLink(string? actionId) => actionId is OpenCustomer or OpenAll or OpenSources;

    /// <summary>The buttons of a card in its order; those that need what there is not are left out.</summary>
    public static IReadOnlyList<Button> Buttons(AlertCard card, AlertLinks links) => [.. card.Actions.Distinct().Select(action => Of(action, card, links)).OfType<Button>().Take(ActionsBlock.MaxElements)];

    private static Button? Of(CardAction action, AlertCard card, AlertLinks links) => action switch
    {
        CardAction.Acknowledge => Acts("Acknowledge", Acknowledge, card, isFirst: true),
        CardAction.AcknowledgeAll => Acts("Acknowledge all", AcknowledgeAll, card, isFirst: true),
        CardAction.TakeIt => Acts("I take it", Acknowledge, card, isFirst: true),
        CardAction.HandBack => Acts("Hand back", HandBack, card),
        CardAction.Snooze => Acts("Snooze…", Snooze, card),
        CardAction.Assign => Acts("Assign…", Assign, card),
        CardAction.Wake => Acts("Wake now", Wake, card),
        CardAction.NotUseful => Acts("Not useful", NotUseful, card),
        CardAction.Useful => Acts("Useful", Useful, card),
        CardAction.CatchUp => Acts("Run catch-up", CatchUp, card),
        CardAction.OpenCustomer => Opens("Customer page", OpenCustomer, card.CustomerId is { } customer ? links.Customer(customer) : null),
        CardAction.OpenAll => Opens("See all", OpenAll, card.ActsOn is { } group ? links.Group(group) : null),
        CardAction.OpenSources => Opens("Source status", OpenSources, links.Sources),
    };

    private static Button? Acts(string label, string id, AlertCard card, bool isFirst = false) =>
        card.ActsOn is { Length: > 0 } value ? Button.Of(label, id, value) with { Style = isFirst ? "primary" : null } : null;

    private static Button? Opens(string label, string id, Uri? page) => page is null ? null : Button.Of(label, id, null) with { Url = page.AbsoluteUri };
}
