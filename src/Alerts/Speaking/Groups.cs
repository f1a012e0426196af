using RevenueBot.Alerts.States;

namespace RevenueBot.Alerts.Speaking;

/// <summary>Alerts that are told together.</summary>
/// <param name="Key">The message they belong in.</param>
/// <param name="Exists">True: it is edited; false: it is posted.</param>
/// <param name="Because">Why they are together, for the history; null for one alone.</param>
internal sealed record Unit(string Key, IReadOnlyList<OpenAlert> Alerts, bool Exists = false, string? Because = null)
{
    public bool IsHigh => Alerts.Any(alert => alert.IsHigh);
    public long Mrr => Alerts.Sum(alert => alert.Facts.Mrr ?? 0);
}

/// <summary>
/// From some alerts of one rule on, or of one owner, they are one message. Those told within the window count; they keep their own
/// messages.
/// </summary>
internal static class Groups
{
    /// <param name="destination">Where all of them go.</param>
    /// <param name="fresh">Not told yet.</param>
    public static IReadOnlyList<Unit> Of(SpeechContext context, string destination, IReadOnlyList<OpenAlert> fresh)
    {
        var told = context.Alerts.Where(alert => alert.Status.Telling is { MessageKey: not null } telling && telling.Destination == destination
            && telling.ToldAt > context.At - context.Policy.Grouping.Window).ToList();
        List<Unit> units = [];
        var rest = Take(context, destination, units, fresh, told, alert => ByRule(context, alert));
        rest = Take(context, destination, units, rest, told, ByOwner);
        units.AddRange(rest.Select(alert => new Unit(alert.Id, [alert])));
        return units;
    }

    private static string ByRule(SpeechContext context, OpenAlert alert) =>
        $"rule {alert.Rule.Id}" + (context.Policy.Grouping.BySegment && alert.Facts.Segment is { } segment ? $" in {segment}" : "");

    private static string? ByOwner(OpenAlert alert) => alert.Facts.Owner is { } owner ? $"owner {owner}" : null;

    private static List<OpenAlert> Take(
        SpeechContext context, string destination, List<Unit> units, IReadOnlyList<OpenAlert> fresh, List<OpenAlert> told, Func<OpenAlert, string?> keyOf)
    {
        List<OpenAlert> rest = [];
        foreach (var group in fresh.GroupBy(keyOf, StringComparer.OrdinalIgnoreCase))
        {
            var before = group.Key is null ? [] : told.Where(alert => string.Equals(keyOf(alert), group.Key, StringComparison.OrdinalIgnoreCase)).ToList();
            if (group.Key is null || before.Count + group.Count() < context.Policy.Grouping.From) rest.AddRange(group);
            else units.Add(UnitOf(context, destination, group.Key, [.. group], before));
        }

        return rest;
    }

    private static Unit UnitOf(SpeechContext context, string destination, string group, IReadOnlyList<OpenAlert> fresh, List<OpenAlert> before)
    {
        // Named by its kind alone: an owner is a name.
        var because = $"one of {before.Count + fresh.Count} of one {group.Split(' ')[0]}";
        var open = before.Select(alert => alert.Status.Telling.MessageKey!).FirstOrDefault(key => MessageKeys.KindOf(key) == MessageKind.Group);
        return open is null ? new(MessageKeys.OfGroup(destination, group, context.At), fresh, false, because) : new(open, fresh, true, because);
    }
}
