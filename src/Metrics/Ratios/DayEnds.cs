namespace RevenueBot.Metrics.Ratios;

/// <summary>The two things that "today's churn" may mean (DEFINITIONS §9).</summary>
/// <param name="CancelsClicked">Subscriptions that got a cancel scheduled on the day and still have it at its close.</param>
/// <param name="SubscriptionsEnded">Subscriptions whose MRR ended on the day, moves to a free plan included.</param>
public readonly record struct DayEnds(int CancelsClicked, int SubscriptionsEnded)
{
    /// <param name="rows">A customer's ledger rows up to the day, in any order.</param>
    public static DayEnds Of(IEnumerable<Movement> rows, DateOnly day)
    {
        var (clicked, ended) = (0, 0);
        foreach (var subscription in rows.Where(row => row.Day <= day).GroupBy(row => row.SubscriptionId))
        {
            var today = subscription.Where(row => row.Day == day).ToList();
            if (today.Sum(row => row.Cancels) > 0) clicked++;
            if (today.Any(IsLoss) && subscription.Sum(row => row.Amount) == 0) ended++;
        }

        return new(clicked, ended);
    }

    public static DayEnds operator +(DayEnds a, DayEnds b) => new(a.CancelsClicked + b.CancelsClicked, a.SubscriptionsEnded + b.SubscriptionsEnded);

    private static bool IsLoss(Movement row) => row is { Kind: MovementKind.Churn or MovementKind.Contraction, Amount: < 0 };
}
