using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;

namespace RevenueBot.Handling;

/// <summary>Which of the open alerts somebody wants to see; what is null does not matter.</summary>
/// <param name="Rule">The id of a rule.</param>
/// <param name="Owner">As the source says it, in any case.</param>
/// <param name="Person">Whom it was given to, or who acknowledged it, as <c>slack:U04DANA001</c>.</param>
/// <param name="State">Firing, recovering, or held because data is missing.</param>
internal sealed record AlertFilter(string? Rule = null, string? Owner = null, string? Segment = null, string? Subject = null, string? Person = null, AlertState? State = null)
{
    public bool Fits(OpenAlert alert) =>
        Is(Rule, alert.Rule.Id) && Is(Owner, alert.Facts.Owner) && Is(Segment, alert.Facts.Segment) && (Subject is null || alert.Status.Subject == Subject)
        && (State is null || alert.Status.State == State) && (Person is null || alert.Status.Handling.AssignedTo == Person || (alert.Status.Handling is { AssignedTo: null, AcknowledgedBy: var by } && by == Person));

    /// <summary>A rule by its id or its title: <c>payment-failed</c>, <c>Payment failed</c>. Several rules may share a title.</summary>
    public static IReadOnlyList<AlertRule> RulesCalled(IEnumerable<AlertRule> rules, string text) =>
        [.. rules.Where(rule => Is(text, rule.Id) || Is(text, rule.Title))];

    private static bool Is(string? wanted, string? value) => wanted is null || wanted.Equals(value, StringComparison.OrdinalIgnoreCase);
}
