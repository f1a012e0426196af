using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using RevenueBot.Metrics;

namespace RevenueBot.Reports.Sending;

/// <summary>How a built report is kept: whole, its charts as SVG, and the same when it is read again.</summary>
internal static class DigestJson
{
    private static JsonSerializerOptions Options { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true, Converters = { new JsonStringEnumConverter(), new CurrencyConverter() },
    };

    /// <summary>PostgreSQL keeps no NUL in text (https://www.postgresql.org/docs/15/datatype-json.html).</summary>
    public static string Write(Digest digest) => JsonSerializer.Serialize(digest, Options).Replace("\\u0000", "", StringComparison.Ordinal);

    public static Digest Read(string json) => JsonSerializer.Deserialize<Digest>(json, Options) ?? throw new InvalidDataException("A stored report is empty.");

    private sealed class CurrencyConverter : JsonConverter<Currency>
    {
        public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Currency.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
    }
}

/// <summary>The name of a report for ever: <c>daily.2026-11-10</c>.</summary>
internal static class DigestKey
{
    public static string Of(DigestPeriod period) => $"{period.Kind.ToString().ToLowerInvariant()}.{period.Last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    public static (DigestKind Kind, DateOnly Last)? Read(string key) => key.Split('.') is [var kind, var day] && Enum.TryParse<DigestKind>(kind, ignoreCase: true, out var read)
        && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last) ? (read, last) : null;
}
