namespace RevenueBot.Metrics.Usage;

/// <summary>What the people of one customer used on one local day; bots are left out.</summary>
/// <param name="Metric">Unit of the quantity; empty: any metric, then the quantity is 0, since units do not mix.</param>
/// <param name="Users">Different people with a quantity above 0.</param>
public readonly record struct CustomerUsage(string CustomerId, DateOnly Day, string Metric, int Users, decimal Quantity);

/// <summary>The same, summed over the customers who were on a plan that day. People belong to one customer and a customer is on one plan a day, so that plans add up.</summary>
/// <param name="Plan">Empty: on none.</param>
public readonly record struct UsageCell(DateOnly Day, string Plan, string Metric, int Users, decimal Quantity)
{
    /// <summary>Sums customers by day, the plan they were on that day, and metric; ordered by day, plan, metric. Days without usage have no cell.</summary>
    public static IReadOnlyList<UsageCell> Of(IEnumerable<CustomerUsage> usage, Func<string, PlanHistory> planOf)
    {
        Dictionary<(DateOnly, string, string), (int Users, decimal Quantity)> cells = [];
        foreach (var row in usage)
        {
            var key = (row.Day, planOf(row.CustomerId).On(row.Day) ?? "", row.Metric);
            var sum = cells.GetValueOrDefault(key);
            cells[key] = (sum.Users + row.Users, sum.Quantity + row.Quantity);
        }

        return
        [
            .. cells.Select(cell => new UsageCell(cell.Key.Item1, cell.Key.Item2, cell.Key.Item3, cell.Value.Users, cell.Value.Quantity))
                .OrderBy(cell => cell.Day).ThenBy(cell => cell.Plan, StringComparer.Ordinal).ThenBy(cell => cell.Metric, StringComparer.Ordinal),
        ];
    }
}
