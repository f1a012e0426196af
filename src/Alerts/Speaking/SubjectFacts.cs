using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.States;

namespace RevenueBot.Alerts.Speaking;

/// <summary>What is known of a subject beside the rule's value: who owns it, where it belongs, what it pays.</summary>
/// <param name="Name">As typed by others; for cards, never for a decision.</param>
/// <param name="Mrr">Micro-units of the reporting currency; null where it is not a customer.</param>
public sealed record SubjectFacts(string Name, string? Owner = null, string? Segment = null, long? Mrr = null);

/// <summary>An alert as an evaluation left it, with all that decides whether it is told.</summary>
/// <param name="Change">What this evaluation changed; null: nothing worth telling.</param>
public sealed record OpenAlert(AlertRule Rule, AlertStatus Status, SubjectFacts Facts, Change? Change = null)
{
    public string Id => Status.AlertId ?? "";
    public bool IsHigh => Rule.Level == AlertLevel.High;
}
