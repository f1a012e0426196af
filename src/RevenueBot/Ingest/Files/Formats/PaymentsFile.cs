using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files.Formats;

internal static class PaymentsFile
{
    public static FileFormat Format { get; } = FileFormat.Of(
        "payments", "payment_id customer_id subscription_id? amount_minor tax_minor? currency status failure_reason? plan_id? occurred_at",
        new FactKind<Payment>(p => new FactBatch { Payments = p }, batch => batch.Payments, Read, Write));

    private static Payment Read(Row row) => new(
        FactSource.Import, row.Id("payment_id"), row.Id("customer_id"), row.OptionalId("subscription_id"), row.Minor("amount_minor"),
        row.OptionalMinor("tax_minor"), row.Currency("currency"), row.Choice<PaymentStatus>("status"), row.OptionalText("failure_reason"),
        row.OptionalId("plan_id"), row.Instant("occurred_at"));

    private static object?[] Write(Payment payment) => [
        payment.PaymentId, payment.CustomerId, payment.SubscriptionId, payment.AmountMinor, payment.TaxMinor, payment.Currency, payment.Status,
        payment.FailureReason, payment.PlanId, payment.OccurredAt,
    ];
}
