using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Storage;

/// <summary>A row of health_score.</summary>
internal sealed record HealthRow(string CustomerId, decimal? Score, decimal Coverage, HealthBand Band, NotScored NotScored, long Mrr, string Components, DateTimeOffset ComputedAt)
{
    public static Columns<HealthRow> Columns { get; } = new Columns<HealthRow>()
        .Text("customer_id", row => row.CustomerId).NumberOrNull("score", row => row.Score).Number("coverage", row => row.Coverage).Short("band", row => (short)row.Band)
        .Short("not_scored", row => (short)row.NotScored).Long("mrr", row => row.Mrr).Json("components", row => row.Components).Long("checksum", row => row.Checksum)
        .Time("computed_at", row => row.ComputedAt);

    /// <summary>Changes with everything that a reader sees but the moment it was computed.</summary>
    public long Checksum => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{Score}|{Coverage}|{(short)Band}|{(short)NotScored}|{Mrr}|{Components}"))));

    public static HealthRow Of(CustomerHealth health, HealthReading reading) => new(
        health.CustomerId, health.Score, health.Coverage, health.Band, health.NotScored, health.Mrr, StoredSignals.Write(new(reading.Signals, reading.WeekAgo)), health.ComputedAt);
}

/// <summary>What was counted, now and a week before: scores, facts and changes are made of it again when it is read.</summary>
internal sealed record StoredSignals(HealthSignals? Now, HealthSignals? WeekAgo)
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Write(StoredSignals signals) => JsonSerializer.Serialize(signals, Options);

    public static StoredSignals Read(string json) => JsonSerializer.Deserialize<StoredSignals>(json, Options) ?? throw new InvalidDataException("A stored score has no components.");
}
