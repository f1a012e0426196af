namespace RevenueBot.Metrics.Restating;

/// <summary>
/// What one transaction changed in the ledger of a day that was over: summed over customers, in micro-units of
/// <paramref name="Currency"/>.
/// </summary>
/// <param name="Amount">Change of that day's net movement, and so of every closing from that day on.</param>
/// <param name="Customers">Customers with such a change.</param>
public sealed record LateChange(DateTimeOffset RecordedAt, DateOnly Day, Currency Currency, MovementKind Kind, long Amount, int Customers);
