using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics;

/// <summary>The fold: the only place where MRR moves.</summary>
public static class Movements
{
    /// <summary>
    /// Turns the subscription events of <em>one</em> customer into its movements, ordered by day and seq. The order of
    /// the input is irrelevant; duplicates of one event id change nothing.
    /// </summary>
    public static IReadOnlyList<Movement> Fold(IReadOnlyList<SubscriptionEvent> events, LedgerRules rules) => throw new NotSupportedException();
}
