namespace RevenueBot.Metrics.Expansion;

/// <summary>Where a customer stands among those on its plan.</summary>
/// <param name="Metric">What most customers of the plan use: amounts of different metrics are never added.</param>
/// <param name="Rank">Customers who use at least as much, itself included.</param>
/// <param name="Customers">All on the plan, also those who use nothing.</param>
public readonly record struct PowerUse(string Metric, int Rank, int Customers)
{
    private const int LeastPeers = 10, Tenth = 10;

    /// <summary>
    /// The top decile of a plan: of n customers those with at most n/10 who use as much, so that equals at the edge are all out. None with fewer than ten others.
    /// </summary>
    /// <param name="customers">Everybody who pays for the plan.</param>
    public static IReadOnlyDictionary<string, PowerUse> Among(IReadOnlyCollection<string> customers, ExpansionUsage usage)
    {
        Dictionary<string, PowerUse> found = [];
        if (customers.Count <= LeastPeers || WidestMetric(customers, usage) is not { } metric) return found;
        var used = customers.Select(id => (Id: id, Quantity: usage.LatelyOf(id).GetValueOrDefault(metric))).Where(user => user.Quantity > 0).OrderByDescending(user => user.Quantity).ToList();
        for (int first = 0, next; first < used.Count && (first + 1) * Tenth <= customers.Count; first = next)
        {
            next = first + 1;
            while (next < used.Count && used[next].Quantity == used[first].Quantity) next++;
            if (next * Tenth > customers.Count) break;
            for (var i = first; i < next; i++) found[used[i].Id] = new(metric, next, customers.Count);
        }

        return found;
    }

    /// <summary>The metric with the most customers; a tie is broken by its name.</summary>
    private static string? WidestMetric(IReadOnlyCollection<string> customers, ExpansionUsage usage) => customers
        .SelectMany(id => usage.LatelyOf(id).Where(metric => metric.Value > 0).Select(metric => metric.Key)).GroupBy(metric => metric, StringComparer.OrdinalIgnoreCase)
        .OrderByDescending(metric => metric.Count()).ThenBy(metric => metric.Key.ToLowerInvariant(), StringComparer.Ordinal).FirstOrDefault()?.Min(StringComparer.Ordinal);
}
