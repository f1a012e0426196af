using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RevenueBot.Alerts.Storage;

/// <summary>How cards and what people did are kept. Names of values are words, so that an older row reads the same after one is added.</summary>
internal static class AlertJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it goes to the database, not into a page
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>PostgreSQL keeps no NUL in text (https://www.postgresql.org/docs/15/datatype-json.html).</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options).Replace("\\u0000", "", StringComparison.Ordinal);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new InvalidDataException("A stored card is empty.");
}
