using System.Text.Json;

namespace RevenueBot.Chat;

/// <summary>Reads JSON from outside that may lack anything.</summary>
internal static class JsonReading
{
    /// <summary>A property, or an undefined element.</summary>
    public static JsonElement Child(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) ? child : default;

    /// <summary>A text property, or the empty text.</summary>
    public static string Text(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
}
