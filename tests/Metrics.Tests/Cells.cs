namespace RevenueBot.Metrics.Tests;

/// <summary>Ledger cells as storage would sum them: one opening cell, then one for each day that moved.</summary>
internal static class Cells
{
    public static List<LedgerCell> Of(IEnumerable<Movement> rows, DateOnly firstBoundary, bool byPlan = false) => [.. rows
        .GroupBy(m => (
            LastDay: m.Day < firstBoundary ? firstBoundary.AddDays(-1) : m.Day, Key: byPlan ? m.PlanId : "", m.Currency,
            Kind: m.Day < firstBoundary ? MovementKind.Memo : m.Kind))
        .Select(g => new LedgerCell(
            g.Key.LastDay, g.Key.Key, g.Key.Currency, g.Key.Kind, g.Sum(m => m.Amount), g.Sum(m => m.Gross), g.Sum(m => m.Committed), g.Sum(m => m.Trial),
            g.Sum(m => byPlan ? m.PlanCustomers : m.Customers), g.Count(), g.Sum(m => m.Cancels), g.Sum(m => m.Trials)))];
}
