using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Churn.Features;

/// <summary>Whether payments are in order; NaN where a customer has none on record.</summary>
internal static class PaymentFeatures
{
    private const int Month = 30, Quarter = 90, Year = 365;

    public static IReadOnlyList<ChurnFeature> All { get; } =
    [
        new("failed_payments_30", ChurnTheme.Payments, +1, inputs => Count(inputs, PaymentStatus.Failed, Month)),
        new("failed_payments_90", ChurnTheme.Payments, +1, inputs => Count(inputs, PaymentStatus.Failed, Quarter)),
        new("failing_days", ChurnTheme.Payments, +1, inputs => PaymentReading.Of(inputs.Trace.Facts.Payments, inputs.Terms.Items, inputs.At) is { } signals ? signals.FailingDays + 1 ?? 0 : double.NaN),
        new("disputes_365", ChurnTheme.Payments, +1, inputs => Count(inputs, PaymentStatus.Disputed, Year)),
    ];

    private static double Count(ChurnInputs inputs, PaymentStatus status, int days) => inputs.Payments.Any()
        ? inputs.Payments.Count(payment => payment.Status == status && inputs.IsWithin(payment.At, days)) : double.NaN;
}
