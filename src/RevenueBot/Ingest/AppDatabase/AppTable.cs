namespace RevenueBot.Ingest.AppDatabase;

internal enum AppType { Text, Instant, Number, Flag }

/// <summary>One thing to know about a row.</summary>
/// <param name="Name">As in the configuration: <c>AppDatabase:Users:Email</c> names its column.</param>
/// <param name="Column">The column when the configuration names none; empty: not read.</param>
internal sealed record AppField(string Name, string Column, AppType Type = AppType.Text, bool IsRequired = false);

/// <summary>A table of the application's database and what is read from it.</summary>
/// <param name="Order">The fields that may say when a row last changed, best first; empty: the whole table is read each time.</param>
internal sealed record AppTable(string Name, string Table, IReadOnlyList<string> Order, IReadOnlyList<AppField> Fields)
{
    public static readonly AppTable Users = new("Users", "users", ["UpdatedAt", "CreatedAt"],
    [
        new("Id", "id", IsRequired: true), new("Customer", ""), new("CustomerName", ""), new("Name", "name"), new("Email", "email"),
        new("Country", "country"), new("CreatedAt", "created_at", AppType.Instant, IsRequired: true), new("UpdatedAt", "updated_at", AppType.Instant),
    ]);

    public static readonly AppTable Plans = new("Plans", "subscription_plans", [],
    [
        new("Id", "id", IsRequired: true), new("Name", "name"), new("Tier", "tier", AppType.Number),
        new("Amount", "amount_cents", AppType.Number, IsRequired: true), new("Currency", "currency"), new("Interval", "interval"),
        new("IntervalCount", "interval_count", AppType.Number),
    ]);

    public static readonly AppTable Subscriptions = new("Subscriptions", "subscriptions", ["UpdatedAt"],
    [
        new("Id", "id", IsRequired: true), new("User", "user_id", IsRequired: true), new("Plan", "plan_id", IsRequired: true),
        new("Status", "status", IsRequired: true), new("Quantity", "quantity", AppType.Number), new("Amount", "", AppType.Number),
        new("PeriodEnd", "current_period_end", AppType.Instant), new("CancelAtPeriodEnd", "cancel_at_period_end", AppType.Flag),
        new("TrialEnd", "trial_end", AppType.Instant), new("CreatedAt", "created_at", AppType.Instant, IsRequired: true),
        new("EndedAt", "ended_at", AppType.Instant), new("UpdatedAt", "updated_at", AppType.Instant, IsRequired: true),
    ]);

    public static readonly AppTable BillingEvents = new("BillingEvents", "billing_events", ["ProcessedAt"],
    [
        new("Id", "id", IsRequired: true), new("User", "user_id", IsRequired: true), new("Type", "event_type", IsRequired: true),
        new("Amount", "amount_cents", AppType.Number, IsRequired: true), new("Tax", "tax_cents", AppType.Number), new("Currency", "currency"),
        new("Subscription", "subscription_id"), new("Reason", "failure_reason"),
        new("ProcessedAt", "processed_at", AppType.Instant, IsRequired: true),
    ]);

    public static readonly AppTable UsageRecords = new("UsageRecords", "usage_records", ["RecordedAt"],
    [
        new("Id", "id", IsRequired: true), new("User", "user_id", IsRequired: true), new("Metric", "metric"),
        new("Quantity", "quantity", AppType.Number, IsRequired: true), new("RecordedAt", "recorded_at", AppType.Instant, IsRequired: true),
    ]);

    /// <summary>Whether rows belong to a user, and through it to a customer.</summary>
    public bool HasUser => Fields.Any(f => f.Name == "User");
}
