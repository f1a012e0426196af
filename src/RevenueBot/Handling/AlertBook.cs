using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;

namespace RevenueBot.Handling;

/// <summary>Adds to what is remembered of alerts their rules and what is known of their subjects.</summary>
internal delegate Task<IReadOnlyList<OpenAlert>> ReadAlerts(IReadOnlyList<AlertStatus> statuses, CancellationToken cancel);

/// <summary>Writes the card of a message as it stands at a moment.</summary>
internal delegate Task<AlertCard> WriteCard(MessagePlan plan, DateTimeOffset at, CancellationToken cancel);

/// <summary>What acts on alerts need of those who evaluate them.</summary>
internal sealed record AlertBook(ReadAlerts Read, WriteCard Write);
