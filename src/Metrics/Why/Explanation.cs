namespace RevenueBot.Metrics.Why;

/// <summary>A reason within a line of the identity, in micro-units of the reporting currency.</summary>
/// <param name="Customers">Customers with a row of this line and reason; null where they were not counted.</param>
/// <param name="Rows">Ledger rows.</param>
public sealed record ReasonPart(MovementKind Kind, MovementReason Reason, long Amount, int? Customers, int Rows);

/// <summary>What one customer moved.</summary>
/// <param name="Kind">The line with its largest net amount in the direction of <paramref name="Amount"/>.</param>
/// <param name="Reason">The reason with the largest net amount within that line, in the line's direction.</param>
public sealed record CustomerPart(string CustomerId, long Amount, MovementKind Kind, MovementReason Reason);

/// <summary>
/// Why MRR changed in a period: by line and reason, and by customer. Both add up exactly:
/// Σ <see cref="Reasons"/> + fx = Σ <see cref="Largest"/> + <see cref="OthersAmount"/> + fx = closing − opening of the period.
/// </summary>
public sealed record Explanation
{
    /// <summary>In the order of the identity, within a line the largest first.</summary>
    public required IReadOnlyList<ReasonPart> Reasons { get; init; }

    /// <summary>The customers who moved most money, either way, largest first.</summary>
    public required IReadOnlyList<CustomerPart> Largest { get; init; }

    /// <summary>How many further customers moved something.</summary>
    public required int Others { get; init; }

    public required long OthersAmount { get; init; }

    /// <summary>
    /// Explains a period by the ledger rows of its days. A row converts at the rate of its day, as the period's lines do; what rounding
    /// to micro-units leaves goes to the largest part of its line. Rows of a currency that is left out of the period are left out here too.
    /// </summary>
    /// <param name="rows">All rows with <c>period.Start ≤ day &lt; period.End</c> that move MRR, in any order.</param>
    /// <param name="period">The same days from the ledger's sums: its lines are what the parts add up to.</param>
    /// <param name="rateOn">Reporting units for one major unit on a day; null where there is none.</param>
    /// <param name="largest">How many customers are named.</param>
    public static Explanation Of(IEnumerable<MovedAmount> rows, PeriodMrr period, Func<Currency, DateOnly, decimal?> rateOn, int largest = 5)
    {
        var leftOut = period.Unconverted.Select(amount => amount.Currency).ToHashSet();
        List<(MovedAmount Row, decimal Amount)> exact =
            [.. rows.Where(row => row.Kind != MovementKind.Memo && !leftOut.Contains(row.Currency)).Select(row => (row, row.Amount * (rateOn(row.Currency, row.Day) ?? 0)))];
        var customers = exact.GroupBy(row => row.Row.CustomerId).Select(Customer.Of)
            .OrderByDescending(customer => Math.Abs(customer.Amount)).ThenBy(customer => customer.Id, StringComparer.Ordinal).ToList();
        var named = Named(customers.Take(largest).ToList(), period.Net - period.Fx, isAll: customers.Count <= largest);
        return new()
        {
            Reasons = [.. exact.GroupBy(row => row.Row.Kind).OrderBy(line => line.Key).SelectMany(line => Line(Parts(line), LineOf(period, line.Key)))],
            Largest = named, Others = Math.Max(0, customers.Count - largest), OthersAmount = period.Net - period.Fx - named.Sum(customer => customer.Amount),
        };
    }

    /// <summary>The same by line and reason alone, from rows that were summed: nobody is named or counted.</summary>
    /// <param name="sums">All rows of the period, in any order.</param>
    public static Explanation OfReasons(IEnumerable<MovedSum> sums, PeriodMrr period, Func<Currency, DateOnly, decimal?> rateOn)
    {
        var leftOut = period.Unconverted.Select(amount => amount.Currency).ToHashSet();
        var lines = sums.Where(sum => sum.Kind != MovementKind.Memo && !leftOut.Contains(sum.Currency)).GroupBy(sum => sum.Kind).OrderBy(line => line.Key);
        return new()
        {
            Reasons = [.. lines.SelectMany(line => Line(line.GroupBy(sum => sum.Reason).Select(reason => new ReasonPart(
                line.Key, reason.Key, Micros(reason.Sum(sum => sum.Amount * (rateOn(sum.Currency, sum.Day) ?? 0))), null, reason.Sum(sum => sum.Rows))), LineOf(period, line.Key)))],
            Largest = [], Others = 0, OthersAmount = 0,
        };
    }

    private static IEnumerable<ReasonPart> Parts(IGrouping<MovementKind, (MovedAmount Row, decimal Amount)> line) => line.GroupBy(row => row.Row.Reason)
        .Select(reason => new ReasonPart(line.Key, reason.Key, Micros(reason.Sum(row => row.Amount)), reason.Select(row => row.Row.CustomerId).Distinct().Count(), reason.Count()));

    /// <summary>The reasons of a line, the largest first; it takes what rounding leaves.</summary>
    private static List<ReasonPart> Line(IEnumerable<ReasonPart> reasons, long total)
    {
        var parts = reasons.OrderByDescending(part => Math.Abs(part.Amount)).ThenBy(part => part.Reason).ToList();
        parts[0] = parts[0] with { Amount = parts[0].Amount + total - parts.Sum(part => part.Amount) };
        return parts;
    }

    private static List<CustomerPart> Named(List<Customer> customers, long total, bool isAll)
    {
        var named = customers.Select(customer => new CustomerPart(customer.Id, Micros(customer.Amount), customer.Kind, customer.Reason)).ToList();
        if (isAll && named.Count > 0) named[0] = named[0] with { Amount = named[0].Amount + total - named.Sum(customer => customer.Amount) };
        return named;
    }

    private static long LineOf(PeriodMrr period, MovementKind kind) => kind switch
    {
        MovementKind.New => period.New,
        MovementKind.Expansion => period.Expansion,
        MovementKind.Reactivation => period.Reactivation,
        MovementKind.Resumed => period.Resumed,
        MovementKind.Contraction => period.Contraction,
        MovementKind.Churn => period.Churn,
        MovementKind.Paused => period.Paused,
        MovementKind.Memo => 0,
    };

    private static long Micros(decimal exact) => decimal.ToInt64(Math.Round(exact, MidpointRounding.AwayFromZero));

    private sealed record Customer(string Id, decimal Amount, MovementKind Kind, MovementReason Reason)
    {
        /// <summary>A row may be undone by another of its line, so lines are netted before they are compared: the name must go with the customer's total.</summary>
        public static Customer Of(IGrouping<string, (MovedAmount Row, decimal Amount)> rows)
        {
            var total = rows.Sum(row => row.Amount);
            var line = Largest(rows.GroupBy(row => row.Row.Kind), total);
            return new Customer(rows.Key, total, line.Key, Largest(line.GroupBy(row => row.Row.Reason), line.Sum(row => row.Amount)).Key);
        }

        /// <summary>The group with the largest net in the direction of the total; of all groups where the total is 0.</summary>
        private static IGrouping<T, (MovedAmount Row, decimal Amount)> Largest<T>(IEnumerable<IGrouping<T, (MovedAmount Row, decimal Amount)>> groups, decimal total)
        {
            var direction = Math.Sign(total);
            return groups.OrderBy(group => group.Key).MaxBy(group => group.Sum(row => row.Amount) is var net && direction == 0 ? Math.Abs(net) : net * direction)!;
        }
    }
}
