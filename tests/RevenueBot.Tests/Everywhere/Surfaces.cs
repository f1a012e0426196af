using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using RevenueBot.Chat;
using RevenueBot.Questions;

namespace RevenueBot.Tests.Everywhere;

/// <summary>Each surface, read back as its reader sees it.</summary>
internal static partial class Surfaces
{
    public static Shown Slack(Answer answer, JsonElement message, bool isNative)
    {
        var blocks = message.GetProperty("blocks").EnumerateArray().ToDictionary(block => block.Text("block_id"));
        var said = string.Join(' ', Plain(blocks["finding"].GetProperty("text").Text("text")).Split('\n'));
        var figures = blocks.TryGetValue("figures", out var fields) ? fields.GetProperty("fields").EnumerateArray().Select(field => Shown.Tight(Plain(field.Text("text")))) : [];
        IReadOnlyList<string>? rows = null;
        if (blocks.TryGetValue("table", out var table))
            rows = table.Text("type") == "data_table"
                ? [.. table.GetProperty("rows").EnumerateArray().Select((row, i) => Shown.Row(row.EnumerateArray().Select((cell, j) => (i, j) == (0, 0) && answer.Table!.Columns[0].Length == 0 ? "" : cell.Text("text"))))] // Slack takes no empty cell
                : Unfold(table.GetProperty("elements")[0].GetProperty("elements")[0].Text("text").Split("\n\n"), answer.Table!, 20);
        return new(isNative ? "Slack, drawn by itself" : "Slack", said, [.. figures], rows, blocks.TryGetValue("chart", out var chart) && chart.Text("type") == "image" ? chart.Text("alt_text") : null);
    }

    public static Shown Teams(Answer answer, JsonElement message)
    {
        var body = message.GetProperty("card").GetProperty("body").EnumerateArray().ToList();
        var said = body.TakeWhile(element => element.Text("type") == "RichTextBlock").Take((answer.Notice is null ? 1 : 2) + answer.Sentences.Count).Select(Runs);
        var tables = body.Where(element => element.Text("type") == "Table").Select(table => table.GetProperty("rows").EnumerateArray()
            .Select(row => row.GetProperty("cells").EnumerateArray().Select(cell => string.Join(' ', cell.GetProperty("items").EnumerateArray().Select(Runs))).ToList()).ToList()).ToList();
        var figures = answer.Figures.Count > 0 ? tables[0].Select(row => Shown.Tight(string.Concat(row))) : [];
        var rows = tables.Skip(answer.Figures.Count > 0 ? 1 : 0).FirstOrDefault()?.Select(row => Shown.Row(row)).ToList();
        return new("Teams", string.Join(' ', said), [.. figures], rows, body.FirstOrDefault(element => element.Text("type") == "Image") is { ValueKind: JsonValueKind.Object } image ? image.Text("altText") : null);
    }

    public static Shown Json(string json)
    {
        var answer = JsonSerializer.Deserialize<JsonElement>(json);
        string[] said = [.. answer.Text("notice") is { Length: > 0 } notice ? [notice] : (string[])[], answer.Text("headline"), .. answer.GetProperty("sentences").EnumerateArray().Select(one => one.GetString()!)];
        var figures = answer.GetProperty("figures").EnumerateArray().Select(figure => Shown.Tight(figure.Text("label") + figure.Text("value") + figure.Text("comparison") + figure.Text("reason")));
        return new("HTTP", string.Join(' ', said), [.. figures], answer.TryGetProperty("table", out var table) && table.ValueKind == JsonValueKind.Object
            ? [.. table.GetProperty("rows").EnumerateArray().Prepend(table.GetProperty("columns")).Select(row => Shown.Row(row.EnumerateArray().Select(cell => cell.GetString()!)))] : null);
    }

    /// <param name="isMail">Each sentence is a paragraph of its own.</param>
    public static Shown Text(Answer answer, string text, bool isMail)
    {
        var blocks = text.TrimEnd('\n').Split("\n\n").Skip(isMail ? 1 : 0).ToList();
        var sentences = isMail ? answer.Sentences.Count + (answer.Notice is null ? 0 : 1) : answer.Sentences.Count > 0 ? 1 : 0;
        var said = string.Join(' ', blocks.Take(1 + sentences)).Replace('\n', ' ');
        var rest = blocks.Skip(1 + sentences).ToList();
        var figures = answer.Figures.Count > 0 ? Figures(answer, rest[0].Split('\n')) : [];
        if (answer.Figures.Count > 0) rest.RemoveAt(0);
        var hasPicture = isMail && answer.WantsPicture;
        IReadOnlyList<string>? rows = null;
        if (!hasPicture && answer.Table is { } table && (!isMail || table.Columns.Count > 1)) rows = Unfold(rest, table, 32);
        return new(isMail ? "mail, plain" : "terminal", said, figures, rows, hasPicture ? rest[0].Replace('\n', ' ') : null);
    }

    public static Shown Html(Answer answer, string html)
    {
        var body = html[html.IndexOf("class=\"pad\"", StringComparison.Ordinal)..];
        var texts = Said().Matches(body).Select(match => Decoded(match.Groups[1].Value)).Skip(1).Take(1 + answer.Sentences.Count + (answer.Notice is null ? 0 : 1));
        var tables = Table().Matches(body).Select(table => Rows().Matches(table.Value).Select(row => Cells().Matches(row.Value).Select(cell => Decoded(cell.Groups[1].Value)).ToList()).ToList()).ToList();
        var figures = answer.Figures.Count > 0 ? tables[0].Zip(answer.Figures, (row, figure) => figure.Comparison is { Length: > 0 } vs && row[0].EndsWith(vs, StringComparison.Ordinal) ? row[0][..^vs.Length] + row[1] + vs : string.Concat(row)) : [];
        var parts = tables.Skip(answer.Figures.Count > 0 ? 1 : 0).ToList();
        var rows = parts.Count == 0 ? null : parts[0].Select((row, i) => Shown.Row([row[0], .. parts.SelectMany(part => part[i].Skip(1))])).ToList();
        return new("mail, HTML", string.Join(' ', texts), [.. figures.Select(Shown.Tight)], rows, Alt().Match(body) is { Success: true } alt ? WebUtility.HtmlDecode(alt.Groups[1].Value) : null);
    }

    /// <summary>A figure's line, and the lines below it that go on.</summary>
    private static List<string> Figures(Answer answer, string[] lines)
    {
        List<string> figures = [];
        foreach (var line in lines)
            if (figures.Count < answer.Figures.Count && Shown.Tight(line).StartsWith(Shown.Tight(answer.Figures[figures.Count].Label), StringComparison.Ordinal) && !line.StartsWith("   ", StringComparison.Ordinal)) figures.Add(Shown.Tight(line));
            else figures[^1] += Shown.Tight(line);
        return figures;
    }

    /// <summary>Columns that continue below are put beside the first ones again.</summary>
    private static List<string> Unfold(IEnumerable<string> blocks, AnswerTable table, int longest)
    {
        var labels = table.Rows.Prepend(table.Columns).Select(row => Shown.Label(row[0], longest)).ToList();
        var parts = blocks.Select(block => block.Split('\n').Select(Shown.Tight).ToList()).TakeWhile(lines => lines.Count > 1 && lines.Count <= labels.Count + 1 && Begins(lines[0], labels[0]) && Begins(lines[1], labels.ElementAtOrDefault(1) ?? "")).ToList();
        if (parts.Count == 0) return [];
        return [.. parts[0].Select((line, i) => line + string.Concat(parts.Skip(1).Select(part => part[i][Common(line, part[i], i < labels.Count ? labels[i] : "")..])))];
    }

    private static int Common(string line, string other, string label) => Begins(line, label) ? Math.Min(label.Length, other.Length) : Math.Min(line.Length, other.Length);

    private static bool Begins(string line, string label) => line.StartsWith(label, StringComparison.Ordinal);

    private static string Runs(JsonElement block) => string.Concat(block.GetProperty("inlines").EnumerateArray().Select(run => run.GetProperty("text").GetString())).Replace("\u200B", "");

    /// <summary>As Slack shows it: without our own marks and the escapes.</summary>
    private static string Plain(string text) => Bold().Replace(text.Replace("\u200B", "\u0001"), "$1").Replace("\u0001", "").Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&");

    private static string Decoded(string html) => WebUtility.HtmlDecode(Tag().Replace(html, ""));

    [GeneratedRegex(@"(?<![^\n])\*(?!\u0001)(.+)\*(?!\u0001)(?=\n|$)")]
    private static partial Regex Bold();

    [GeneratedRegex("<(?:p|h1)[^>]*>(.*?)</(?:p|h1)>")]
    private static partial Regex Said();

    [GeneratedRegex("<table width=.*?</table>")]
    private static partial Regex Table();

    [GeneratedRegex("<tr>.*?</tr>")]
    private static partial Regex Rows();

    [GeneratedRegex("<td[^>]*>(.*?)</td>")]
    private static partial Regex Cells();

    [GeneratedRegex("<img [^>]*alt=\"([^\"]*)\"")]
    private static partial Regex Alt();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
