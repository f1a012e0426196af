using System.Globalization;
using System.Text.Json;
using RevenueBot.Metrics;

namespace RevenueBot.Ingest.Stripe;

/// <summary>
/// Reads fields that may be absent, null, moved by an API version or of another type than promised. Nothing here throws
/// on odd input: what cannot be read is null.
/// </summary>
internal static class StripeJson
{
    /// <summary>The field at a path of names; null where any step is missing or JSON null.</summary>
    public static JsonElement? At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        }

        return element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : element;
    }

    /// <summary>A text field. NUL characters are dropped: PostgreSQL text cannot hold them.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.String } text ? text.GetString()!.Replace("\0", "", StringComparison.Ordinal) : null;

    public static long? Long(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    /// <summary>A number, or a decimal string such as <c>"0.5"</c>.</summary>
    public static decimal? Decimal(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var value) => value,
        { ValueKind: JsonValueKind.String } text when decimal.TryParse(text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };

    /// <summary>True only for JSON true.</summary>
    public static bool Flag(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path) is { ValueKind: JsonValueKind.True };

    /// <summary>Unix seconds.</summary>
    public static DateTimeOffset? Time(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Long(path) is >= 0 and <= 253_402_300_799 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>The id of a reference, expanded or not.</summary>
    public static string? Id(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path) switch
    {
        { ValueKind: JsonValueKind.String } id => id.GetString(),
        { ValueKind: JsonValueKind.Object } expanded => expanded.Text("id"),
        _ => null,
    };

    /// <summary>The elements of an array or of a Stripe list object.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path) switch
    {
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } list when list.At("data") is { ValueKind: JsonValueKind.Array } data => data.EnumerateArray(),
        _ => [],
    };

    public static Currency? CurrencyCode(this JsonElement element, params ReadOnlySpan<string> path) =>
        Currency.TryParse(element.Text(path), out var currency) ? currency : null;
}
