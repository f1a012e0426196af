namespace RevenueBot.Metrics.Retention;

/// <summary>What one ledger row changed of a customer's balance: micro-units of <paramref name="Currency"/>.</summary>
public readonly record struct BalanceChange(DateOnly Day, Currency Currency, string PlanId, MovementKind Kind, long Amount);

/// <summary>One customer as retention and cohorts see it.</summary>
/// <param name="Country">Empty where it has none.</param>
/// <param name="Segment">Empty where it has none.</param>
/// <param name="Changes">By day. A balance is never below 0 in any currency at the close of a day.</param>
public sealed record CustomerLedger(string Country, string Segment, IReadOnlyList<BalanceChange> Changes);
