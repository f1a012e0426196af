using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics;

/// <summary>The fold: the only place where MRR moves.</summary>
public static class Movements
{
    /// <summary>
    /// Turns the subscription events of <em>one</em> customer into its movements, ordered by day and seq. The order of the
    /// input is irrelevant and an event that stands twice changes nothing. Days may lie in the future: a scheduled cancel, an
    /// ending discount or an expiring grace is known ahead, and a later fact supersedes it.
    /// </summary>
    /// <returns>Rows whose amounts sum, up to any day, to the customer's MRR at the close of that day (DEFINITIONS §2–3).</returns>
    public static IReadOnlyList<Movement> Fold(IReadOnlyList<SubscriptionEvent> events, LedgerRules rules)
    {
        if (events.Count == 0) return [];
        var ordered = events.ToArray();
        Array.Sort(ordered, Compare);
        return CustomerFold.Run(Tracks(ordered, rules), rules.Profile);
    }

    private static List<ItemTrack> Tracks(SubscriptionEvent[] ordered, LedgerRules rules)
    {
        List<ItemTrack> tracks = [];
        for (int start = 0, end; start < ordered.Length; start = end)
        {
            end = start + 1;
            while (end < ordered.Length && ordered[end].SubscriptionId == ordered[start].SubscriptionId) end++;
            SubscriptionTimeline.Read(ordered.AsSpan(start..end), rules, tracks);
        }

        return tracks;
    }

    private static int Compare(SubscriptionEvent a, SubscriptionEvent b)
    {
        var order = string.CompareOrdinal(a.SubscriptionId, b.SubscriptionId);
        if (order == 0) order = a.EffectiveAt.CompareTo(b.EffectiveAt);
        if (order == 0) order = a.Sequence.CompareTo(b.Sequence);
        if (order == 0) order = string.CompareOrdinal(a.EventId, b.EventId);
        return order != 0 ? order : a.Source.CompareTo(b.Source);
    }
}
