namespace RevenueBot.Metrics;

/// <summary>What a question slices by.</summary>
public enum Dimension : short { Total = 0, Plan = 1, Currency = 2, Country = 3, Segment = 4 }

/// <summary>
/// Ledger rows of one span of days, summed: the currency of everything that storage hands to the metric functions.
/// Money is in micro-units of <paramref name="Currency"/>.
/// </summary>
/// <param name="LastDay">Last day of the span, inclusive. The opening cell of a query ends on the day before its first boundary.</param>
/// <param name="Key">Value of the dimension: plan id, country … ; empty for the total or where a customer has none.</param>
/// <param name="Kind">Line of the identity; <see cref="MovementKind.Memo"/> in opening cells, which sum over all kinds.</param>
/// <param name="Customers">Change of the number of paying customers within the key.</param>
/// <param name="Movements">Number of customer-days behind the cell.</param>
public readonly record struct LedgerCell(
    DateOnly LastDay, string Key, Currency Currency, MovementKind Kind, long Amount, long Gross, long Committed, long Trial,
    int Customers, int Movements, int Cancels, int Trials);
