using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files.Formats;

internal static class NpsFile
{
    public static FileFormat Format { get; } = FileFormat.Of(
        "nps", "customer_id user_id? score comment? responded_at",
        new FactKind<NpsResponse>(n => new FactBatch { Nps = n }, batch => batch.Nps, Read, Write));

    private static NpsResponse Read(Row row) => new(
        row.Id("customer_id"), row.OptionalId("user_id"), row.Count("score", 0, 10), row.OptionalText("comment"), row.Instant("responded_at"));

    private static object?[] Write(NpsResponse nps) => [nps.CustomerId, nps.UserId, nps.Score, nps.Comment, nps.RespondedAt];
}
