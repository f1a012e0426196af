namespace RevenueBot.Metrics.Facts;

public sealed record Customer(
    string CustomerId, string? Name, string? Email, string? Country, string? Segment, string? Owner, DateTimeOffset? CreatedAt, string? AttributesJson);

public sealed record AppUser(string UserId, string CustomerId, string? Email, DateTimeOffset CreatedAt, bool IsBot);

public sealed record Plan(
    string PlanId, string? Name, int? Tier, Currency? Currency, decimal? UnitAmountMinor, IntervalUnit? Interval, int? IntervalCount,
    string? LimitsJson, string? FeaturesJson);

public enum PaymentStatus : short { Succeeded = 1, Failed = 2, Refunded = 3, Disputed = 4 }

public sealed record Payment(
    FactSource Source, string PaymentId, string CustomerId, string? SubscriptionId, long AmountMinor, long? TaxMinor, Currency Currency,
    PaymentStatus Status, string? FailureReason, string? PlanId, DateTimeOffset OccurredAt);

/// <param name="Id">Unique within the source; null: made from the other fields, so that the same row twice is one row.</param>
public sealed record UsageRecord(string CustomerId, string UserId, string Metric, decimal Quantity, DateTimeOffset RecordedAt, string? Id);

public enum TicketSeverity : short { Low = 1, Normal = 2, High = 3, Critical = 4 }

public sealed record Ticket(
    string TicketId, string CustomerId, TicketSeverity Severity, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, int? Satisfaction);

public sealed record NpsResponse(string CustomerId, string? UserId, int Score, string? Comment, DateTimeOffset RespondedAt);

public enum AnnotationKind : short { Launch = 1, Campaign = 2, Price = 3, Incident = 4, Other = 5 }

public sealed record Annotation(DateOnly Date, AnnotationKind Kind, string Text);

public enum TargetKind : short { Level = 1, Minimum = 2, Range = 3 }

/// <param name="Value">In the unit of the metric: major units of the reporting currency for money, the score for NPS.</param>
public sealed record Target(string Metric, Month Month, TargetKind Kind, decimal Value, decimal? Upper);

/// <summary>From now on <paramref name="AliasId"/> is another name of <paramref name="CustomerId"/> (merge, changed id, migration).</summary>
public sealed record CustomerAlias(string AliasId, string CustomerId);

/// <summary>A fact that turned out not to be one, for example a guess of history that a better source replaced.</summary>
public sealed record Withdrawal(FactSource Source, string EventId);

/// <summary>Facts that are applied together: all of them or none.</summary>
public sealed record FactBatch
{
    public IReadOnlyList<SubscriptionEvent> SubscriptionEvents { get; init; } = [];
    public IReadOnlyList<Withdrawal> Withdrawals { get; init; } = [];
    public IReadOnlyList<Customer> Customers { get; init; } = [];
    public IReadOnlyList<AppUser> Users { get; init; } = [];
    public IReadOnlyList<Plan> Plans { get; init; } = [];
    public IReadOnlyList<Payment> Payments { get; init; } = [];
    public IReadOnlyList<UsageRecord> Usage { get; init; } = [];
    public IReadOnlyList<Ticket> Tickets { get; init; } = [];
    public IReadOnlyList<NpsResponse> Nps { get; init; } = [];
    public IReadOnlyList<FxRate> FxRates { get; init; } = [];
    public IReadOnlyList<Annotation> Annotations { get; init; } = [];
    public IReadOnlyList<Target> Targets { get; init; } = [];
    public IReadOnlyList<CustomerAlias> Aliases { get; init; } = [];
}
