using RevenueBot.Alerts.Cards;
using RevenueBot.Handling;
using RevenueBot.Teams.Cards;

namespace RevenueBot.Teams.Alerts;

/// <summary>The buttons of a card in its order; those that need what there is not are left out. The same acts as in Slack.</summary>
internal static class AlertButtons
{
    public static IReadOnlyList<CardButton> Of(AlertCard card, AlertSetting setting) => [.. card.Actions.Distinct().Select(action => Of(action, card, setting)).OfType<CardButton>()];

    private static CardButton? Of(CardAction action, AlertCard card, AlertSetting setting) => action switch
    {
        CardAction.Acknowledge => Acts("Acknowledge", AlertVerbs.Acknowledge, card),
        CardAction.AcknowledgeAll => Acts("Acknowledge all", AlertVerbs.AcknowledgeAll, card),
        CardAction.TakeIt => Acts("I take it", AlertVerbs.Acknowledge, card),
        CardAction.HandBack => Acts("Hand back", AlertVerbs.HandBack, card),
        CardAction.Snooze => card.ActsOn is { Length: > 0 } target ? AlertForms.Snooze(target, setting.Now, setting.Calendar) : null,
        CardAction.Assign => card.ActsOn is { Length: > 0 } target ? AlertForms.Assign(target, setting.IsShared) : null,
        CardAction.Wake => Acts("Wake now", AlertVerbs.Wake, card),
        CardAction.NotUseful => Acts("Not useful", AlertVerbs.NotUseful, card),
        CardAction.Useful => Acts("Useful", AlertVerbs.Useful, card),
        CardAction.CatchUp => Acts("Run catch-up", AlertVerbs.CatchUp, card),
        CardAction.OpenCustomer => Opens("Customer page", card.CustomerId is { } customer ? setting.Links.Customer(customer) : null),
        CardAction.OpenAll => Opens("See all", card.ActsOn is { } group ? setting.Links.Group(group) : null),
        CardAction.OpenSources => Opens("Source status", setting.Links.Sources),
    };

    private static ExecuteButton? Acts(string label, string verb, AlertCard card) => card.ActsOn is { Length: > 0 } value ? CardButton.Acts(label, verb, value) : null;

    private static PageButton? Opens(string label, Uri? page) => page is null ? null : new(label, page);
}
