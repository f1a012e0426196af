using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files.Formats;

internal static class UsersFile
{
    public static FileFormat Format { get; } = new(
        "users", "user_id customer_id email? created_at is_bot?", rows => new FactBatch { Users = [.. rows.Select(Read)] });

    private static AppUser Read(Row row) => new(
        row.Id("user_id"), row.Id("customer_id"), row.OptionalText("email"), row.Instant("created_at"), row.OptionalFlag("is_bot"));
}
