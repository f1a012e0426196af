using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;

namespace RevenueBot.Reports.Attention;

/// <summary>Open alerts that say the same: about one customer, several, or the company.</summary>
/// <param name="Alerts">At least one, the most MRR first.</param>
/// <param name="MessageKey">The group message that told of them together; null: they were told one by one.</param>
internal sealed record Concern(IReadOnlyList<OpenAlert> Alerts, string? MessageKey = null)
{
    /// <summary>The words that are the same for all of them.</summary>
    public ConcernKind Kind => ConcernKind.Of(Alerts[0].Rule.Signal)!;

    /// <summary>Each customer once, the most MRR first: one with two alerts counts once.</summary>
    public IReadOnlyList<OpenAlert> Customers { get; } = [.. Alerts.DistinctBy(alert => alert.Status.Subject)];

    public bool IsAboutCustomers => SignalText.SubjectOf(Alerts[0].Rule.Signal) == SubjectKind.Customer;

    /// <summary>MRR at stake, micro-units.</summary>
    public long Mrr => Customers.Sum(alert => alert.Facts.Mrr ?? 0);

    /// <summary>Somebody has acknowledged every alert of the customer, or has been given it.</summary>
    public IReadOnlyList<OpenAlert> Taken => [.. Customers.Where(customer => Alerts.Where(alert => alert.Status.Subject == customer.Status.Subject).All(IsTaken))];

    private static bool IsTaken(OpenAlert alert) => alert.Status.Handling is { AcknowledgedBy: not null } or { AssignedTo: not null };
}

/// <summary>From open alerts to what needs somebody.</summary>
internal static class Concerns
{
    /// <summary>
    /// Alerts of high and medium level that fire and are not put off, the most MRR first. What was told as one message stays together; of
    /// the others those that say the same are one from <paramref name="groupFrom"/> customers on.
    /// </summary>
    /// <param name="now">Snoozed until later: it needs nobody yet.</param>
    public static IReadOnlyList<Concern> Of(IReadOnlyList<OpenAlert> open, DateTimeOffset now, int groupFrom)
    {
        var urgent = open.Where(alert => IsUrgent(alert) && !alert.Status.IsSnoozedAt(now)).OrderByDescending(alert => alert.Facts.Mrr ?? 0).ThenBy(alert => alert.Id, StringComparer.Ordinal).ToList();
        return [.. urgent.GroupBy(alert => (ConcernKind.Of(alert.Rule.Signal)!.Key, GroupOf(alert))).SelectMany(same => Split([.. same], same.Key.Item2, groupFrom))
            .OrderByDescending(concern => concern.Mrr).ThenByDescending(concern => concern.Alerts.Max(alert => alert.Rule.Level)).ThenBy(concern => concern.Alerts[0].Id, StringComparer.Ordinal)];
    }

    /// <summary>All that says the same as one, however it was told.</summary>
    public static IReadOnlyList<Concern> ByKind(IReadOnlyList<OpenAlert> open, DateTimeOffset now) =>
        [.. Of(open, now, 1).GroupBy(concern => concern.Kind).Select(same => new Concern([.. same.SelectMany(concern => concern.Alerts).OrderByDescending(alert => alert.Facts.Mrr ?? 0).ThenBy(alert => alert.Id, StringComparer.Ordinal)]))
            .OrderByDescending(concern => concern.Mrr)];

    /// <summary>Urgent ones that somebody has put off.</summary>
    public static int Snoozed(IReadOnlyList<OpenAlert> open, DateTimeOffset now) => open.Count(alert => IsUrgent(alert) && alert.Status.IsSnoozedAt(now));

    /// <summary>How far the target is has its own place in a report, and so has data that is late.</summary>
    private static bool IsUrgent(OpenAlert alert) =>
        alert.Rule.Level >= AlertLevel.Medium && alert.Status.State == AlertState.Firing && ConcernKind.Of(alert.Rule.Signal) is not null;

    private static string? GroupOf(OpenAlert alert) =>
        alert.Status.Telling.MessageKey is { } key && MessageKeys.KindOf(key) == MessageKind.Group ? key : null;

    private static IEnumerable<Concern> Split(List<OpenAlert> same, string? messageKey, int groupFrom)
    {
        Concern all = new(same, messageKey);
        return messageKey is not null || all.Customers.Count >= groupFrom ? [all] : same.GroupBy(alert => alert.Status.Subject).Select(one => new Concern([.. one]));
    }
}
