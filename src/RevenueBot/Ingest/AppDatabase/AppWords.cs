using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.AppDatabase;

/// <summary>What applications call intervals, states and payments. Null: a word that says nothing here.</summary>
internal static class AppWords
{
    public static IntervalUnit? Interval(string word) => Plain(word) switch
    {
        "day" or "daily" => IntervalUnit.Day,
        "week" or "weekly" => IntervalUnit.Week,
        "month" or "monthly" => IntervalUnit.Month,
        "year" or "yearly" or "annual" or "annually" => IntervalUnit.Year,
        _ => null,
    };

    public static SubscriptionStatus? Status(string word) => Plain(word) switch
    {
        "trialing" or "trial" => SubscriptionStatus.Trialing,
        "active" => SubscriptionStatus.Active,
        "past_due" => SubscriptionStatus.PastDue,
        "unpaid" => SubscriptionStatus.Unpaid,
        "incomplete" => SubscriptionStatus.Incomplete,
        "incomplete_expired" => SubscriptionStatus.IncompleteExpired,
        "paused" => SubscriptionStatus.Paused,
        "canceled" or "cancelled" or "ended" or "expired" => SubscriptionStatus.Canceled,
        _ => null,
    };

    /// <summary>Null for billing events that are no payments.</summary>
    public static PaymentStatus? Payment(string word) => Plain(word) switch
    {
        "payment_success" or "payment_succeeded" or "succeeded" or "paid" => PaymentStatus.Succeeded,
        "payment_failure" or "payment_failed" or "failed" => PaymentStatus.Failed,
        "refund" or "refunded" or "payment_refunded" => PaymentStatus.Refunded,
        "dispute" or "disputed" or "chargeback" => PaymentStatus.Disputed,
        _ => null,
    };

    private static string Plain(string word) => word.Trim().ToLowerInvariant().Replace('-', '_').Replace(' ', '_');
}
