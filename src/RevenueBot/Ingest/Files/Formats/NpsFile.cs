using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files.Formats;

internal static class NpsFile
{
    public static FileFormat Format { get; } = new(
        "nps", "customer_id user_id? score comment? responded_at", rows => new FactBatch { Nps = [.. rows.Select(Read)] });

    private static NpsResponse Read(Row row) => new(
        row.Id("customer_id"), row.OptionalId("user_id"), row.Count("score", 0, 10), row.OptionalText("comment"), row.Instant("responded_at"));
}
