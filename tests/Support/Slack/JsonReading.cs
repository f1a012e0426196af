using System.Text.Json;

namespace RevenueBot.Support.Slack;

public static class JsonReading
{
    /// <summary>A text property, or the empty text.</summary>
    public static string Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
