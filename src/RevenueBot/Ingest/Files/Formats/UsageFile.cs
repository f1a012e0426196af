using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files.Formats;

internal static class UsageFile
{
    public static FileFormat Format { get; } = FileFormat.Of(
        "usage", "customer_id user_id metric quantity recorded_at id?",
        new FactKind<UsageRecord>(u => new FactBatch { Usage = u }, batch => batch.Usage, Read, Write));

    private static UsageRecord Read(Row row) => new(
        row.Id("customer_id"), row.Id("user_id"), row.Id("metric"), row.Number("quantity", -1_000_000_000_000m, 1_000_000_000_000m),
        row.Instant("recorded_at"), row.OptionalId("id"));

    private static object?[] Write(UsageRecord usage) => [usage.CustomerId, usage.UserId, usage.Metric, usage.Quantity, usage.RecordedAt, usage.Id];
}
