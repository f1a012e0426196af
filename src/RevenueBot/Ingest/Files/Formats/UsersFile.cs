using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files.Formats;

internal static class UsersFile
{
    public static FileFormat Format { get; } = FileFormat.Of(
        "users", "user_id customer_id email? created_at is_bot?",
        new FactKind<AppUser>(u => new FactBatch { Users = u }, batch => batch.Users, Read, Write));

    private static AppUser Read(Row row) => new(
        row.Id("user_id"), row.Id("customer_id"), row.OptionalText("email"), row.Instant("created_at"), row.OptionalFlag("is_bot"));

    private static object?[] Write(AppUser user) => [user.UserId, user.CustomerId, user.Email, user.CreatedAt, user.IsBot];
}
