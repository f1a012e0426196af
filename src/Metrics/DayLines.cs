using System.Runtime.InteropServices;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics;

/// <summary>Gathers the item changes of a customer's day into lines. The lines of one day are used again for the next.</summary>
internal sealed class DayLines
{
    private readonly List<DayLine> _lines = new(1); // a day seldom has two
    private int _count;

    private Span<DayLine> OfDay => CollectionsMarshal.AsSpan(_lines)[.._count];

    /// <summary>The day's lines by subscription, plan and currency, until the next day is gathered.</summary>
    public ReadOnlySpan<DayLine> Gather(ReadOnlySpan<ItemChange> changes)
    {
        _count = 0;
        foreach (var change in changes)
        {
            Add(change.Before, -1, change);
            Add(change.After, +1, change);
        }

        var lines = OfDay;
        if (lines.Length > 1) lines.Sort(static (a, b) => Order((a.SubscriptionId, a.PlanId, a.Currency, default), (b.SubscriptionId, b.PlanId, b.Currency, default)));
        if (changes.Length > 1 && IsMigration(changes))
            foreach (var line in lines) line.MarkMigration();
        return lines;
    }

    public static int Order((string Subscription, string Plan, Currency Currency, MovementKind Kind) a, (string Subscription, string Plan, Currency Currency, MovementKind Kind) b)
    {
        var order = string.CompareOrdinal(a.Subscription, b.Subscription);
        if (order == 0) order = string.CompareOrdinal(a.Plan, b.Plan);
        if (order == 0) order = string.CompareOrdinal(a.Currency.Code, b.Currency.Code);
        return order != 0 ? order : a.Kind.CompareTo(b.Kind);
    }

    private void Add(in ItemLevel level, int sign, ItemChange change)
    {
        if (level.Event is { } item) LineOf(item).Add(level, sign, change);
        if (level.HeldFrom is { } paid) LineOf(paid).AddHeld(sign * level.Held, change);
    }

    private DayLine LineOf(SubscriptionEvent item)
    {
        foreach (var line in OfDay)
            if (line.SubscriptionId == item.SubscriptionId && line.PlanId == item.PlanId && line.Currency == item.Currency) return line;
        if (_count == _lines.Count) _lines.Add(new DayLine());
        var added = _lines[_count++];
        added.Begin(item);
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
