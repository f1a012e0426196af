namespace RevenueBot.Metrics.Why;

/// <summary>What one ledger row moved: micro-units of <paramref name="Currency"/>, losses negative.</summary>
public readonly record struct MovedAmount(string CustomerId, DateOnly Day, Currency Currency, MovementKind Kind, MovementReason Reason, long Amount);

/// <summary>Ledger rows of one day, currency, line and reason, summed.</summary>
/// <param name="Rows">How many.</param>
public readonly record struct MovedSum(DateOnly Day, Currency Currency, MovementKind Kind, MovementReason Reason, long Amount, int Rows);
