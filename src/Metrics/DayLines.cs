using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics;

/// <summary>Gathers the item changes of a day into lines.</summary>
internal static class DayLines
{
    public static List<DayLine> From(ReadOnlySpan<ItemChange> changes)
    {
        List<DayLine> lines = new(1); // a day seldom has two
        foreach (var change in changes)
        {
            Add(lines, change.Before, -1, change);
            Add(lines, change.After, +1, change);
        }

        if (changes.Length > 1 && IsMigration(changes)) lines.ForEach(line => line.MarkMigration());
        if (lines.Count > 1) lines.Sort(static (a, b) => Order((a.SubscriptionId, a.PlanId, a.Currency, default), (b.SubscriptionId, b.PlanId, b.Currency, default)));
        return lines;
    }

    private static void Add(List<DayLine> lines, in ItemLevel level, int sign, ItemChange change)
    {
        if (level.Event is { } item) LineOf(lines, item).Add(level, sign, change);
        if (level.HeldFrom is { } paid) LineOf(lines, paid).AddHeld(sign * level.Held, change);
    }

    public static int Order((string Subscription, string Plan, Currency Currency, MovementKind Kind) a, (string Subscription, string Plan, Currency Currency, MovementKind Kind) b)
    {
        var order = string.CompareOrdinal(a.Subscription, b.Subscription);
        if (order == 0) order = string.CompareOrdinal(a.Plan, b.Plan);
        if (order == 0) order = string.CompareOrdinal(a.Currency.Code, b.Currency.Code);
        return order != 0 ? order : a.Kind.CompareTo(b.Kind);
    }

    private static DayLine LineOf(List<DayLine> lines, SubscriptionEvent item)
    {
        foreach (var line in lines)
            if (line.SubscriptionId == item.SubscriptionId && line.PlanId == item.PlanId && line.Currency == item.Currency) return line;
        var added = new DayLine { SubscriptionId = item.SubscriptionId, PlanId = item.PlanId, Currency = item.Currency };
        lines.Add(added);
        return added;
    }

    /// <summary>One source lets go of the customer on the day another takes it up.</summary>
    private static bool IsMigration(ReadOnlySpan<ItemChange> changes)
    {
        foreach (var left in changes)
        {
            if (left.Before.Judged == 0 || left.After is not { Judged: 0, Event: { } gone }) continue;
            foreach (var joined in changes)
                if (joined.Before.Judged == 0 && joined.After is { Judged: > 0, Event: { } came } && came.Source != gone.Source) return true;
        }

        return false;
    }
}
