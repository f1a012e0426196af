using System.Runtime.InteropServices;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics;

/// <summary>A fact with the span in which it was held to be true.</summary>
/// <param name="WithdrawnAt">Null: it still stands.</param>
public readonly record struct KnownEvent(SubscriptionEvent Event, DateTimeOffset RecordedAt, DateTimeOffset? WithdrawnAt = null)
{
    public bool IsKnownAt(DateTimeOffset instant) => RecordedAt <= instant && (WithdrawnAt is not { } end || end > instant);
}

/// <summary>A movement with the span in which it was the ledger's word: <c>[RecordedAt, SupersededAt)</c>.</summary>
/// <param name="SupersededAt">Null: it is current.</param>
public readonly record struct LedgerRow(Movement Movement, DateTimeOffset RecordedAt, DateTimeOffset? SupersededAt = null);

/// <summary>What changes in a customer's ledger when its facts change.</summary>
/// <param name="Superseded">Current rows that no longer hold, as they were.</param>
/// <param name="Added">Movements that are new.</param>
public readonly record struct LedgerChange(IReadOnlyList<Movement> Superseded, IReadOnlyList<Movement> Added)
{
    public bool IsNothing => Superseded.Count == 0 && Added.Count == 0;
}

/// <summary>
/// The ledger of one customer in its two times: the day a movement took effect and the instant it was recorded. A rebuild calls
/// <see cref="Build"/> and a new fact <see cref="Change"/>; both rest on the same fold and the same comparison.
/// </summary>
public static class Ledger
{
    /// <summary>Replays all that was ever known of one customer: every row the ledger has held, superseded ones too.</summary>
    /// <param name="facts">All facts of the customer, withdrawn ones too, in any order.</param>
    /// <returns>Rows in the order in which they were recorded, then by day and seq.</returns>
    public static List<LedgerRow> Build(List<KnownEvent> facts, LedgerRules rules)
    {
        if (facts.Count == 0) return [];
        List<LedgerRow> rows = new(facts.Count);
        if (IsAllOfOneTime(facts))
        {
            foreach (var movement in Movements.Fold(KnownAt(facts, facts[0].RecordedAt), rules)) rows.Add(new LedgerRow(movement, facts[0].RecordedAt));
            return rows;
        }

        Dictionary<(DateOnly Day, short Seq), int> positions = [];
        IReadOnlyList<Movement> current = [];
        foreach (var time in KnowledgeTimes(facts))
        {
            var folded = Movements.Fold(KnownAt(facts, time), rules);
            Record(rows, positions, Change(current, folded), time);
            current = folded;
        }

        return rows;
    }

    /// <summary>Compares the current rows of one customer with a new fold of its facts.</summary>
    /// <param name="current">By day and seq, as <see cref="Movements.Fold"/> returns them.</param>
    public static LedgerChange Change(IReadOnlyList<Movement> current, IReadOnlyList<Movement> folded)
    {
        List<Movement> superseded = [], added = [];
        for (int old = 0, now = 0; old < current.Count || now < folded.Count;)
        {
            var order = Compare(current, old, folded, now);
            if (order == 0 && current[old] == folded[now])
            {
                (old, now) = (old + 1, now + 1);
                continue;
            }

            if (order <= 0) superseded.Add(current[old++]);
            if (order >= 0) added.Add(folded[now++]);
        }

        return new LedgerChange(superseded, added);
    }

    /// <summary>The facts held to be true at an instant.</summary>
    public static IReadOnlyList<SubscriptionEvent> KnownAt(List<KnownEvent> facts, DateTimeOffset instant)
    {
        List<SubscriptionEvent> known = new(facts.Count);
        foreach (ref readonly var fact in CollectionsMarshal.AsSpan(facts))
            if (fact.IsKnownAt(instant)) known.Add(fact.Event);
        return known;
    }

    private static bool IsAllOfOneTime(List<KnownEvent> facts)
    {
        var time = facts[0].RecordedAt;
        foreach (ref readonly var fact in CollectionsMarshal.AsSpan(facts))
            if (fact.RecordedAt != time || fact.WithdrawnAt is not null) return false;
        return true;
    }

    private static SortedSet<DateTimeOffset> KnowledgeTimes(List<KnownEvent> facts)
    {
        SortedSet<DateTimeOffset> times = [];
        foreach (var fact in facts)
        {
            times.Add(fact.RecordedAt);
            if (fact.WithdrawnAt is { } end) times.Add(end);
        }

        return times;
    }

    private static void Record(List<LedgerRow> rows, Dictionary<(DateOnly Day, short Seq), int> positions, LedgerChange change, DateTimeOffset time)
    {
        foreach (var old in change.Superseded)
        {
            var position = positions[(old.Day, old.Seq)];
            rows[position] = rows[position] with { SupersededAt = time };
        }

        foreach (var movement in change.Added)
        {
            positions[(movement.Day, movement.Seq)] = rows.Count;
            rows.Add(new LedgerRow(movement, time));
        }
    }

    private static int Compare(IReadOnlyList<Movement> current, int old, IReadOnlyList<Movement> folded, int now)
    {
        if (old == current.Count) return 1;
        return now == folded.Count ? -1 : Compare(current[old], folded[now]);
    }

    private static int Compare(Movement a, Movement b)
    {
        var order = a.Day.CompareTo(b.Day);
        return order != 0 ? order : a.Seq.CompareTo(b.Seq);
    }
}
