using System.Text.Json;

namespace RevenueBot.Ingest.Files.Fields;

/// <summary>Identifiers, names, free text and nested JSON, with a limit on each.</summary>
internal static class TextFields
{
    private const int LongestId = 255;
    private const int LongestText = 10_000;
    private static readonly JsonDocumentOptions _json = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    public static string Id(this Row row, string column) => row.Require(column) is { } text ? row.CheckedId(column, text) : "";

    public static string? OptionalId(this Row row, string column) => row.Find(column) is { } text ? row.CheckedId(column, text) : null;

    public static string Text(this Row row, string column) => row.Require(column) is { } text ? row.CheckedText(column, text) : "";

    public static string? OptionalText(this Row row, string column) => row.Find(column) is { } text ? row.CheckedText(column, text) : null;

    /// <summary>Nested JSON, passed on as it was written; <paramref name="kind"/> is what it must be at the top.</summary>
    public static string? OptionalJson(this Row row, string column, JsonValueKind kind)
    {
        if (row.OptionalText(column) is not { } text || Is(text, kind)) return row.Find(column);
        row.Problem(column, kind is JsonValueKind.Array ? "must be a JSON list, such as [\"sso\"]." : "must be a JSON object, such as {\"seats\": 5}.");
        return null;
    }

    private static string CheckedId(this Row row, string column, string text)
    {
        if (text.Length > LongestId) row.Problem(column, $"is longer than {LongestId} characters.");
        else if (text.Any(char.IsControl)) row.Problem(column, "holds a control character, such as a line break.");
        return text;
    }

    private static string CheckedText(this Row row, string column, string text)
    {
        if (text.Length > LongestText) row.Problem(column, "is longer than 10,000 characters.");
        else if (text.Contains('\0')) row.Problem(column, "holds a NUL character, which PostgreSQL cannot store.");
        return text;
    }

    private static bool Is(string text, JsonValueKind kind)
    {
        try
        {
            using var document = JsonDocument.Parse(text, _json);
            return document.RootElement.ValueKind == kind && IsStorable(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: half a surrogate pair
        {
            return false;
        }
    }

    /// <summary>What jsonb refuses: NUL, half a surrogate pair, a number beyond any use.</summary>
    private static bool IsStorable(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().All(p => IsStorable(p.Name) && IsStorable(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().All(IsStorable),
        JsonValueKind.Number => element.TryGetDecimal(out _),
        JsonValueKind.String => IsStorable(element.GetString()!),
        _ => true,
    };

    private static bool IsStorable(string text) => !text.Contains('\0');
}
