using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Lifetime;

/// <summary>What one customer who ever paid has brought so far, and in how much time.</summary>
/// <param name="PlanId">Plan at acquisition; empty: not known.</param>
/// <param name="Months">Months of paid service.</param>
public sealed record CustomerLifetime(string PlanId, decimal Months, CustomerRevenue Revenue)
{
    /// <summary>
    /// Null for a customer who never paid. The plan at acquisition is that of the first row that made it a customer (of several on
    /// that day the largest); who never had MRR (one-off purchases, a subscription of a single day) has that of the first payment.
    /// </summary>
    /// <param name="payments">Of one customer, each row once, up to the end of <paramref name="day"/>.</param>
    /// <param name="events">All its subscription events.</param>
    public static CustomerLifetime? Of(IReadOnlyList<Payment> payments, IReadOnlyList<SubscriptionEvent> events, DateOnly day, LedgerRules rules, FxRates rates)
    {
        if (CustomerRevenue.Of(payments, rates, rules.Calendar) is not { } revenue) return null;
        var movements = Movements.Fold(events, rules);
        var spans = ServiceTime.Spans(movements, day, BillingPeriods.PaidThrough(events, day, rules.Calendar));
        return new CustomerLifetime(Acquired(movements, day) ?? revenue.FirstPlan ?? "", spans.Sum(ServiceTime.Months), revenue);
    }

    private static string? Acquired(IReadOnlyList<Movement> movements, DateOnly day) =>
        movements.FirstOrDefault(row => row.Kind == MovementKind.New && row.Day <= day) is not { } first ? null
            : movements.Where(row => row.Day == first.Day && row.Kind == MovementKind.New).MaxBy(row => row.Amount)!.PlanId;
}
