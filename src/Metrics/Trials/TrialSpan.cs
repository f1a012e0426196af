namespace RevenueBot.Metrics.Trials;

/// <summary>Customers whose first trial began on the same day and went the same way.</summary>
/// <param name="Start">The first local day that closed in a trial, before the customer ever paid.</param>
/// <param name="Paid">The first day that closed with MRR above 0; null: not yet.</param>
/// <param name="IsOpen">True where a trial still runs and nothing is paid.</param>
public readonly record struct TrialSpan(DateOnly Start, DateOnly? Paid, bool IsOpen, int Customers);

/// <param name="Days">Local days from the start of the trial to the first day with MRR; at least 1.</param>
public readonly record struct DaysCount(int Days, int Customers);
