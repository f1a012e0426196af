namespace RevenueBot.Metrics.Storage;

/// <summary>The additive figures of ledger rows; money in micro-units.</summary>
internal record struct RollupSums
{
    public long Amount, Gross, Committed, Trial;
    public int Customers, PlanCustomers, CurrencyCustomers, Movements, PlanMovements, Cancels, Trials;

    public readonly bool IsNothing => this == default;

    public static RollupSums operator +(RollupSums a, RollupSums b) => new()
    {
        Amount = a.Amount + b.Amount, Gross = a.Gross + b.Gross, Committed = a.Committed + b.Committed, Trial = a.Trial + b.Trial,
        Customers = a.Customers + b.Customers, PlanCustomers = a.PlanCustomers + b.PlanCustomers,
        CurrencyCustomers = a.CurrencyCustomers + b.CurrencyCustomers, Movements = a.Movements + b.Movements,
        PlanMovements = a.PlanMovements + b.PlanMovements, Cancels = a.Cancels + b.Cancels, Trials = a.Trials + b.Trials,
    };

    public static RollupSums operator -(RollupSums a) => new()
    {
        Amount = -a.Amount, Gross = -a.Gross, Committed = -a.Committed, Trial = -a.Trial, Customers = -a.Customers,
        PlanCustomers = -a.PlanCustomers, CurrencyCustomers = -a.CurrencyCustomers, Movements = -a.Movements,
        PlanMovements = -a.PlanMovements, Cancels = -a.Cancels, Trials = -a.Trials,
    };

    /// <summary>
    /// One movement's share. A customer-day counts once per kind and currency, and once per plan within these: on the first
    /// such row of the day.
    /// </summary>
    /// <param name="rows">Rows of one customer, by day and seq.</param>
    public static RollupSums Of(IReadOnlyList<Movement> rows, int index)
    {
        var row = rows[index];
        var (first, firstOfPlan) = (1, 1);
        for (var i = index - 1; i >= 0 && rows[i].Day == row.Day; i--)
        {
            if (rows[i].Kind != row.Kind || rows[i].Currency != row.Currency) continue;
            first = 0;
            if (rows[i].PlanId == row.PlanId) firstOfPlan = 0;
        }

        return new RollupSums
        {
            Amount = row.Amount, Gross = row.Gross, Committed = row.Committed, Trial = row.Trial, Customers = row.Customers,
            PlanCustomers = row.PlanCustomers, CurrencyCustomers = row.CurrencyCustomers, Movements = first, PlanMovements = firstOfPlan,
            Cancels = row.Cancels, Trials = row.Trials,
        };
    }

    /// <summary>The figures of a cell of one dimension, which counts customers and customer-days in its own way.</summary>
    public readonly RollupFigures By(Dimension dimension) => new(
        Amount, Gross, Committed, Trial,
        dimension switch
        {
            Dimension.Plan => PlanCustomers,
            Dimension.Currency => CurrencyCustomers,
            Dimension.Total or Dimension.Country or Dimension.Segment => Customers,
        },
        dimension == Dimension.Plan ? PlanMovements : Movements, Cancels, Trials);
}
