using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Churn;

public readonly record struct NpsTrace(int Score, DateTimeOffset At);

/// <summary>The facts of one customer that its churn risk rests on.</summary>
/// <param name="Nps">In any order, later answers too.</param>
public sealed record ChurnTrace(CustomerTrace Facts, IReadOnlyList<NpsTrace> Nps);

/// <summary>By which rules facts are read.</summary>
/// <param name="Rates">Into the reporting currency.</param>
public sealed record ChurnRules(HealthRules Health, FxRates Rates);
