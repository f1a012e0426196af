using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files.Formats;

internal static class AliasesFile
{
    public static FileFormat Format { get; } = new("aliases", "alias_id customer_id", rows => new FactBatch { Aliases = [.. rows.Select(Read)] });

    private static CustomerAlias Read(Row row)
    {
        var alias = new CustomerAlias(row.Id("alias_id"), row.Id("customer_id"));
        if (alias.AliasId == alias.CustomerId) row.Problem("alias_id", "is the same as customer_id.");
        return alias;
    }
}
