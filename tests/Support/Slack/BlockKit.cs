using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using RevenueBot.Chat;
using RevenueBot.Slack;

namespace RevenueBot.Support.Slack;

/// <summary>Holds messages and views against Slack's documented limits, the way Slack does. Written apart from the renderer on purpose.</summary>
public static partial class BlockKit
{
    private static readonly Dictionary<string, string[]> _keys = new()
    {
        ["header"] = ["text"], ["section"] = ["text", "fields", "accessory", "expand"], ["context"] = ["elements"], ["divider"] = [],
        ["actions"] = ["elements"], ["image"] = ["slack_file", "image_url", "alt_text", "title"], ["rich_text"] = ["elements"],
        ["input"] = ["label", "element", "hint", "optional"], ["data_visualization"] = ["title", "chart"], ["data_table"] = ["caption", "rows", "page_size", "row_header_column_index"],
    };

    /// <summary>What is wrong with a message; empty: Slack would take it.</summary>
    public static IReadOnlyList<string> Problems(JsonElement message)
    {
        var check = new Checker();
        var text = message.Text("text");
        check.That(text.Length is >= 1 and <= 4000, $"text has {text.Length} characters");
        check.Markup(text, "text");
        if (message.TryGetProperty("blocks", out var blocks)) Blocks(check, blocks, 50);
        return check.Problems;
    }

    /// <summary>What is wrong with a modal.</summary>
    public static IReadOnlyList<string> ViewProblems(JsonElement view)
    {
        var check = new Checker();
        check.That(view.Text("type") is "modal" or "home", "type of view");
        if (view.Text("type") == "modal") check.Text(view.GetProperty("title"), 24, "title");
        else check.That(!view.TryGetProperty("title", out _) && !view.TryGetProperty("submit", out _), "a home tab has no title");
        check.That(view.Text("callback_id").Length is >= 1 and <= 255, "callback_id");
        check.That(view.GetRawText().Length <= 250_000, "view too large");
        check.That(view.Text("private_metadata").Length <= 3000, "private_metadata");
        check.That(view.GetProperty("blocks").EnumerateArray().All(b => b.Text("type") != "input") || view.TryGetProperty("submit", out _), "input without submit");
        Blocks(check, view.GetProperty("blocks"), 100);
        return check.Problems;
    }

    /// <summary>What is wrong with what is shown under a link.</summary>
    public static IReadOnlyList<string> UnfurlProblems(JsonElement unfurl)
    {
        var check = new Checker();
        Blocks(check, unfurl.GetProperty("blocks"), 50);
        check.That(unfurl.GetProperty("blocks").EnumerateArray().All(block => block.Text("type") is not ("rich_text" or "actions")), "rich text or buttons under a link");
        return check.Problems;
    }

    private static void Blocks(Checker check, JsonElement blocks, int limit)
    {
        check.That(blocks.GetArrayLength() <= limit, $"{blocks.GetArrayLength()} blocks");
        var ids = blocks.EnumerateArray().Select(b => b.Text("block_id")).ToList();
        check.That(ids.Distinct().Count() == ids.Count && ids.All(i => i.Length is >= 1 and <= 255), "block_id missing or twice");
        foreach (var block in blocks.EnumerateArray()) Block(check, block);
    }

    private static void Block(Checker check, JsonElement block)
    {
        var type = block.Text("type");
        check.That(_keys.ContainsKey(type), $"block {type} is unknown");
        if (!_keys.TryGetValue(type, out var keys)) return;
        check.That(block.EnumerateObject().All(p => p.Name is "type" or "block_id" || keys.Contains(p.Name)), $"unknown key in {type}");
        switch (type)
        {
            case "section": Section(check, block); break;
            case "header": check.Text(block.GetProperty("text"), 150, type); break;
            case "context": Context(check, block); break;
            case "actions": Actions(check, block.GetProperty("elements")); break;
            case "image": Image(check, block); break;
            case "rich_text": RichText(check, block); break;
            case "input": Input(check, block); break;
            case "data_visualization": Visualization(check, block); break;
            case "data_table": DataTable(check, block); break;
            default: break;
        }
    }

    private static void Section(Checker check, JsonElement block)
    {
        var hasText = block.TryGetProperty("text", out var text);
        var hasFields = block.TryGetProperty("fields", out var fields);
        check.That(hasText || hasFields, "section without text and fields");
        if (hasText) check.Text(text, 3000, "section");
        if (block.TryGetProperty("accessory", out var accessory)) Image(check, accessory);
        if (!hasFields) return;
        check.That(fields.GetArrayLength() is >= 1 and <= 10, "fields");
        foreach (var field in fields.EnumerateArray()) check.Text(field, 2000, "field");
    }

    private static void Context(Checker check, JsonElement block)
    {
        var elements = block.GetProperty("elements");
        check.That(elements.GetArrayLength() is >= 1 and <= 10, "context elements");
        foreach (var element in elements.EnumerateArray()) check.Text(element, 3000, "context");
    }

    private static void Actions(Checker check, JsonElement elements)
    {
        check.That(elements.GetArrayLength() is >= 1 and <= 25, "actions elements");
        var ids = elements.EnumerateArray().Select(e => e.Text("action_id")).ToList();
        check.That(ids.Distinct().Count() == ids.Count && ids.All(i => i.Length is >= 1 and <= 255), "action_id missing or twice");
        check.That(elements.EnumerateArray().Count(e => e.Text("style") == "primary") <= 1, "two primary buttons");
        foreach (var button in elements.EnumerateArray()) Button(check, button);
    }

    private static void Button(Checker check, JsonElement button)
    {
        check.That(button.Text("type") == "button", "element type");
        check.Text(button.GetProperty("text"), 75, "button", plainOnly: true);
        check.That(button.Text("value").Length <= 2000, "button value");
        check.That(button.Text("url").Length <= 3000, "button url");
        check.That(button.Text("accessibility_label").Length <= 75, "accessibility_label");
        if (!button.TryGetProperty("confirm", out var confirm)) return;
        foreach (var (key, limit) in new[] { ("title", 100), ("text", 300), ("confirm", 30), ("deny", 30) })
            check.Text(confirm.GetProperty(key), limit, "confirm");
    }

    private static void Input(Checker check, JsonElement block)
    {
        check.Text(block.GetProperty("label"), 2000, "label", plainOnly: true);
        if (block.TryGetProperty("hint", out var hint)) check.Text(hint, 2000, "hint", plainOnly: true);
        var element = block.GetProperty("element");
        check.That(element.Text("type") is "static_select" or "datepicker" or "users_select" or "plain_text_input", "input element");
        if (element.TryGetProperty("placeholder", out var placeholder)) check.Text(placeholder, 150, "placeholder", plainOnly: true);
        if (!element.TryGetProperty("options", out var options)) return;
        check.That(options.GetArrayLength() is >= 1 and <= 100, "options");
        foreach (var option in options.EnumerateArray()) check.Text(option.GetProperty("text"), 75, "option", plainOnly: true);
        check.That(options.EnumerateArray().All(option => option.Text("value").Length is >= 1 and <= 150), "option value");
    }

    private static void Visualization(Checker check, JsonElement block)
    {
        check.That(block.Text("title").Length is >= 1 and <= 50, "chart title");
        var chart = block.GetProperty("chart");
        check.That(chart.Text("type") is "line" or "bar" or "area", "chart type");
        var (series, axis) = (chart.GetProperty("series"), chart.GetProperty("axis_config"));
        check.That(series.GetArrayLength() is >= 1 and <= 12, "chart series");
        List<string> categories = [.. axis.GetProperty("categories").EnumerateArray().Select(category => category.GetString()!)];
        check.That(categories.Count is >= 1 and <= 20 && categories.Distinct().Count() == categories.Count && categories.All(label => label.Length is >= 1 and <= 20), "chart categories");
        check.That(axis.Text("x_label").Length <= 50 && axis.Text("y_label").Length <= 50, "axis label");
        foreach (var one in series.EnumerateArray())
        {
            check.That(one.Text("name").Length is >= 1 and <= 20, "series name");
            check.That(one.GetProperty("data").EnumerateArray().Select(point => point.Text("label")).SequenceEqual(categories), "points and categories differ");
            check.That(one.GetProperty("data").EnumerateArray().All(point => point.GetProperty("value").ValueKind == JsonValueKind.Number), "value");
        }
    }

    private static void DataTable(Checker check, JsonElement block)
    {
        check.That(block.Text("caption").Length >= 1, "caption");
        var rows = block.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().ToList()).ToList();
        check.That(rows.Count is >= 2 and <= 101, $"{rows.Count} rows");
        check.That(rows.All(row => row.Count == rows[0].Count && row.Count is >= 1 and <= 20), "columns");
        check.That(rows[0].All(cell => cell.Text("type") == "raw_text"), "heading cells");
        check.That(rows.SelectMany(row => row).Sum(cell => cell.Text("text").Length) <= 10_000, "characters");
        check.That(rows.SelectMany(row => row).All(cell => cell.Text("text").Length > 0 && (cell.Text("type") == "raw_text" || (cell.Text("type") == "raw_number" && cell.GetProperty("value").ValueKind == JsonValueKind.Number))), "cell");
        check.That(block.GetProperty("page_size").GetInt32() is >= 1 and <= 100 && block.GetProperty("row_header_column_index").GetInt32() >= 0, "page size");
    }

    private static void Image(Checker check, JsonElement block)
    {
        check.That(block.TryGetProperty("slack_file", out var file) != block.TryGetProperty("image_url", out _), "exactly one of slack_file and image_url");
        check.That(block.Text("alt_text").Length is >= 1 and <= 2000, "alt_text");
        if (file.ValueKind == JsonValueKind.Object) check.That(FileId().IsMatch(file.Text("id")), "slack_file id");
        if (block.TryGetProperty("title", out var title)) check.Text(title, 2000, "title", plainOnly: true);
    }

    private static void RichText(Checker check, JsonElement block)
    {
        foreach (var element in block.GetProperty("elements").EnumerateArray())
        {
            var text = string.Concat(element.GetProperty("elements").EnumerateArray().Select(e => e.Text("text")));
            check.That(text.Length > 0, "empty rich text");
            check.That(text.Split('\n').Max(line => new StringInfo(line).LengthInTextElements) <= 44, "table wider than 44");
        }
    }

    [GeneratedRegex("^F[A-Z0-9]{8,}$")]
    private static partial Regex FileId();

    /// <summary>What may stand between &lt; and &gt;; everything else there is an injection.</summary>
    [GeneratedRegex(@"<(https://[^|>\s]+(\|[^>|\n]+)?|@[UW][A-Z0-9]+|!subteam\^S[A-Z0-9]+)>")]
    private static partial Regex Link();

    [GeneratedRegex("&(?!amp;|lt;|gt;)")]
    private static partial Regex BareAmpersand();

    private sealed class Checker
    {
        public List<string> Problems { get; } = [];

        public void That(bool ok, string problem)
        {
            if (!ok) Problems.Add(problem);
        }

        public void Text(JsonElement text, int limit, string where, bool plainOnly = false)
        {
            var value = text.Text("text");
            That(text.Text("type") is "plain_text" || (!plainOnly && text.Text("type") is "mrkdwn"), $"{where}: text type");
            That(value.Length >= 1 && value.Length <= limit, $"{where}: {value.Length} of {limit} characters");
            if (text.Text("type") == "mrkdwn") Markup(value, where);
        }

        public void Markup(string text, string where)
        {
            var rest = Link().Replace(text, "");
            That(!rest.Contains('<') && !rest.Contains('>'), $"{where}: raw < or >");
            That(!BareAmpersand().IsMatch(rest), $"{where}: raw &");
        }
    }
}
