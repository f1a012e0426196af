using System.Text.Json;
using RevenueBot.Chat;

namespace RevenueBot.Slack;

/// <summary>What somebody filled into a form, by block: a choice, a day, a person or words.</summary>
internal static class SlackFields
{
    private const int MostFields = 20;
    private const int LongestValue = 3_000;

    public static IReadOnlyDictionary<string, string> Read(JsonElement values)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        if (values.ValueKind != JsonValueKind.Object) return fields;
        foreach (var block in values.EnumerateObject().Take(MostFields))
            if (block.Value.ValueKind == JsonValueKind.Object && block.Value.EnumerateObject().FirstOrDefault().Value is { ValueKind: JsonValueKind.Object } element && Value(element) is { Length: > 0 and <= LongestValue } value)
                fields[block.Name] = value;
        return fields;
    }

    private static string Value(JsonElement element) => element.Text("type") switch
    {
        "static_select" => element.Child("selected_option").Text("value"),
        "datepicker" => element.Text("selected_date"),
        "users_select" => element.Text("selected_user"),
        "plain_text_input" => element.Text("value").Trim(),
        _ => "",
    };
}
