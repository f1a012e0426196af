using System.Text.Json;

namespace RevenueBot.Tests.Teams.Cards;

/// <summary>What Teams, and the house, ask of a card: limits, forms, and that what others typed is read as nothing but text.</summary>
internal static class CardRules
{
    private const int MostBytes = 28 * 1024;
    private static readonly string[] _known =
    [
        "AdaptiveCard", "RichTextBlock", "TextRun", "TextBlock", "Table", "TableRow", "TableCell", "Image", "Chart.Line", "Chart.VerticalBar.Grouped",
        "Input.ChoiceSet", "Input.Date", "Input.Text", "Data.Query", "Action.Execute", "Action.Submit", "Action.OpenUrl", "Action.ShowCard", "Action.ToggleVisibility", "Container", "mention",
    ];

    /// <summary>One sentence for every breach; empty: none.</summary>
    /// <param name="message">An activity's summary and card, as <c>CardMessage</c> is written.</param>
    public static IReadOnlyList<string> Problems(JsonElement message) => [.. Whole(message), .. Elements(message.GetProperty("card")).SelectMany(Element), .. Unmentioned(message).SelectMany(Text)];

    public static IEnumerable<JsonElement> Elements(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => [.. element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? [element] : (JsonElement[])[], .. element.EnumerateObject().SelectMany(p => Elements(p.Value))],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Elements),
        _ => [],
    };

    public static IEnumerable<JsonElement> Of(JsonElement message, string type) => Elements(message).Where(e => e.GetProperty("type").GetString() == type);

    /// <summary>All that a reader sees in text runs, joined.</summary>
    public static string Read(JsonElement message) => string.Join('\n', Of(message.GetProperty("card").GetProperty("body"), "RichTextBlock")
        .Select(block => string.Concat(block.GetProperty("inlines").EnumerateArray().Select(run => run.GetProperty("text").GetString()))));

    private static IEnumerable<string> Whole(JsonElement message)
    {
        var (card, size) = (message.GetProperty("card"), message.GetRawText().Length * 2);
        if (size > MostBytes) yield return $"the message has {size} bytes";
        if (card.GetProperty("version").GetString() != "1.5") yield return "the version is not 1.5";
        foreach (var (name, text) in new (string, string?)[] { ("summary", message.GetProperty("summary").GetString()), ("speak", card.GetProperty("speak").GetString()), ("fallbackText", card.GetProperty("fallbackText").GetString()) })
            if (text!.Contains('<')) yield return $"{name} could be markup";
    }

    private static IEnumerable<string> Element(JsonElement element)
    {
        var type = element.GetProperty("type").GetString()!;
        if (!_known.Contains(type)) yield return $"{type} is not used here";
        if (type is "AdaptiveCard" && element.TryGetProperty("actions", out var actions) && actions.GetArrayLength() is 0 or > 6) yield return "a card has 1 to 6 actions, or none at all";
        if (type.StartsWith("Action.", StringComparison.Ordinal) && element.GetProperty("title").GetString()!.Replace("\u200B", "").Length is 0 or > 40) yield return "an action needs a title of at most 40 characters";
        if (element.TryGetProperty("style", out _)) yield return "Teams knows no styles of actions";
        if (type is "Action.Execute" && !HasFallback(element)) yield return "Action.Execute needs an Action.Submit with the same verb and value";
        if (type is "Table" && element.GetProperty("rows").EnumerateArray().Any(row => row.GetProperty("cells").GetArrayLength() != element.GetProperty("columns").GetArrayLength())) yield return "a row has as many cells as columns";
        if (type is "Image" && (element.GetProperty("url").GetString()?.StartsWith("https://", StringComparison.Ordinal) is not true || element.GetProperty("altText").GetString() is not { Length: > 0 and <= 1000 })) yield return "an image has an https address and its figures in words";
        if (type.StartsWith("Chart.", StringComparison.Ordinal) && !element.TryGetProperty("fallback", out _)) yield return "a chart needs a fallback";
        if (type is "Action.OpenUrl" && !IsPage(element.GetProperty("url").GetString() ?? "")) yield return "a page is one of ours, or the source of a quote";
        if (type is "TextRun" && element.TryGetProperty("selectAction", out var opens) && !IsOurs(opens.GetProperty("url").GetString()!) && element.GetProperty("text").GetString() != new Uri(opens.GetProperty("url").GetString()!).Host) yield return "a link to others says where it leads";
    }

    private static bool IsOurs(string address) => address.StartsWith("https://revenue.larkspur.example/", StringComparison.Ordinal);

    private static bool IsPage(string address) => IsOurs(address) || ((string[])["https://kappa-metrics.example/", "https://oriel.example/", "https://evil.example/a?b="]).Any(page => address.StartsWith(page, StringComparison.Ordinal));

    private static bool HasFallback(JsonElement execute)
    {
        var (data, fallback) = (execute.GetProperty("data"), execute.GetProperty("fallback"));
        return fallback.GetProperty("type").GetString() == "Action.Submit" && fallback.GetProperty("title").GetString() == execute.GetProperty("title").GetString()
            && fallback.GetProperty("data").GetProperty("verb").GetString() == execute.GetProperty("verb").GetString()
            && fallback.GetProperty("data").GetProperty("value").GetString() == data.GetProperty("value").GetString();
    }

    private static IEnumerable<string> Text(string text)
    {
        foreach (var mark in (string[])["{{", "${", "<at>", "\u202E", "\u2066", "\u200F", "\0", "\n", "\r"])
            if (text.Contains(mark, StringComparison.OrdinalIgnoreCase)) yield return $"{JsonSerializer.Serialize(mark)} in a text";
    }

    /// <summary>A mention of ours stands in a text block and in the entity behind it, each time the same.</summary>
    private static IEnumerable<string> Unmentioned(JsonElement message)
    {
        var mentions = Of(message, "mention").Select(mention => mention.GetProperty("text").GetString()!).ToList();
        return Strings(message).Select(text => mentions.Aggregate(text, (left, mention) => left.Replace(mention, "", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Strings(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        _ => [],
    };
}
