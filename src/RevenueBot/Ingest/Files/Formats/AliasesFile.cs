using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files.Formats;

internal static class AliasesFile
{
    public static FileFormat Format { get; } = FileFormat.Of(
        "aliases", "alias_id customer_id",
        new FactKind<CustomerAlias>(a => new FactBatch { Aliases = a }, batch => batch.Aliases, Read, Write));

    private static CustomerAlias Read(Row row)
    {
        var alias = new CustomerAlias(row.Id("alias_id"), row.Id("customer_id"));
        if (alias.AliasId == alias.CustomerId) row.Problem("alias_id", "is the same as customer_id.");
        return alias;
    }

    private static object?[] Write(CustomerAlias alias) => [alias.AliasId, alias.CustomerId];
}
