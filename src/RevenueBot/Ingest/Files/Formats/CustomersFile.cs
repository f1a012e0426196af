using System.Text.Json;
using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files.Formats;

internal static class CustomersFile
{
    public static FileFormat Format { get; } = FileFormat.Of(
        "customers", "customer_id name email? country? segment? owner? created_at attributes?",
        new FactKind<Customer>(c => new FactBatch { Customers = c }, batch => batch.Customers, Read, Write));

    private static Customer Read(Row row) => new(
        row.Id("customer_id"), row.Text("name"), row.OptionalText("email"), row.OptionalText("country"), row.OptionalText("segment"),
        row.OptionalText("owner"), row.Instant("created_at"), row.OptionalJson("attributes", JsonValueKind.Object));

    private static object?[] Write(Customer customer) =>
    [
        customer.CustomerId, customer.Name, customer.Email, customer.Country, customer.Segment, customer.Owner, customer.CreatedAt,
        customer.AttributesJson,
    ];
}
