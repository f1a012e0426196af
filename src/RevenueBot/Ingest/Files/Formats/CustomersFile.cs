using System.Text.Json;
using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files.Formats;

internal static class CustomersFile
{
    public static FileFormat Format { get; } = new(
        "customers", "customer_id name email? country? segment? owner? created_at attributes?", rows => new FactBatch { Customers = [.. rows.Select(Read)] });

    private static Customer Read(Row row) => new(
        row.Id("customer_id"), row.Text("name"), row.OptionalText("email"), row.OptionalText("country"), row.OptionalText("segment"),
        row.OptionalText("owner"), row.Instant("created_at"), row.OptionalJson("attributes", JsonValueKind.Object));
}
