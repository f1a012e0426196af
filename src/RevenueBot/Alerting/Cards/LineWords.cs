using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Speaking;

namespace RevenueBot.Alerting.Cards;

/// <summary>One line under a card: what changed, and when.</summary>
internal static class LineWords
{
    public static ThreadLine Of(LinePlan line, CardContext context)
    {
        var (alert, isOwn) = (line.Alert, MessageKeys.KindOf(line.MessageKey) == MessageKind.Own);
        var text = line.Kind switch
        {
            LineKind.Watching => $"{OwnCard.Sentence(alert.Status.Reason)} Watching.",
            LineKind.SnoozeEnded => $"The snooze ended, and this is still open. {SignalWords.Finding(alert, context)}",
            LineKind.Escalated => $"Nobody has acknowledged this yet. {SignalWords.Finding(alert, context)}",
            LineKind.Added => $"Added. {SignalWords.Finding(alert, context)}",
            _ => OwnCard.Sentence(alert.Status.Reason),
        };
        var name = isOwn ? "" : $"{alert.Facts.Name}: ";
        return new ThreadLine($"{name}{text} {context.Moment(context.At)}.", line.Mention) { NamesCustomers = !isOwn && OwnCard.IsAboutCustomer(alert) };
    }
}
