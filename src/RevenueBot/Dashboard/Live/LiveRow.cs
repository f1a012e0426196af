namespace RevenueBot.Dashboard.Live;

/// <summary>What open dashboards are told of.</summary>
internal enum LiveType : short { MrrUpdated = 1, NewSignup = 2, SubscriptionChanged = 3, PaymentReceived = 4, ChurnAlert = 5 }

/// <summary>A row of <c>live_event</c>: what was told, by ids alone.</summary>
/// <param name="At">When its cause was recorded.</param>
/// <param name="Reference">The subscription, payment or alert.</param>
/// <param name="Amount">Micro-units of <paramref name="Currency"/>: what MRR changed by, or what was paid.</param>
internal sealed record LiveRow(long Seq, LiveType Type, DateTimeOffset At, string? CustomerId = null, string? Reference = null, long? Amount = null, string? Currency = null);
