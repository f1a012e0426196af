namespace RevenueBot.Metrics.Ratios;

/// <summary>The two things that "today's churn" may mean (DEFINITIONS §9), and what may be taken for the second.</summary>
/// <param name="CancelsClicked">Subscriptions that got a cancel scheduled on the day and still have it at its close.</param>
/// <param name="SubscriptionsEnded">Subscriptions with MRR that were cancelled, or ran out, on the day.</param>
/// <param name="FellToZero">Subscriptions that go on without MRR: moved to a free plan, unpaid for too long, or paused for too long.</param>
public readonly record struct DayEnds(int CancelsClicked, int SubscriptionsEnded, int FellToZero = 0)
{
    /// <param name="rows">A customer's ledger rows up to the day, in any order.</param>
    /// <param name="ended">The subscriptions that have their end on the day: the ledger alone does not tell an end from another way to 0.</param>
    /// <param name="clicked">Those that only got a cancel scheduled on the day: where that already ends MRR (ChurnAt: click), it is a click and not an end.</param>
    public static DayEnds Of(IEnumerable<Movement> rows, DateOnly day, IReadOnlySet<string> ended, IReadOnlySet<string>? clicked = null)
    {
        var ends = default(DayEnds);
        foreach (var subscription in rows.Where(row => row.Day <= day).GroupBy(row => row.SubscriptionId))
        {
            var today = subscription.Where(row => row.Day == day).ToList();
            if (today.Sum(row => row.Cancels) > 0) ends += new DayEnds(1, 0);
            if (today.Any(IsLoss) && subscription.Sum(row => row.Amount) == 0) ends += ToZero(subscription.Key, ended, clicked);
        }

        return ends;
    }

    private static DayEnds ToZero(string subscription, IReadOnlySet<string> ended, IReadOnlySet<string>? clicked) =>
        ended.Contains(subscription) ? new(0, 1) : clicked?.Contains(subscription) == true ? new(1, 0) : new(0, 0, 1);

    public static DayEnds operator +(DayEnds a, DayEnds b) => new(a.CancelsClicked + b.CancelsClicked, a.SubscriptionsEnded + b.SubscriptionsEnded, a.FellToZero + b.FellToZero);

    private static bool IsLoss(Movement row) => row is { Kind: MovementKind.Churn or MovementKind.Contraction, Amount: < 0 };
}
