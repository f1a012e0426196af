using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using RevenueBot.Email;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Tests.Reports;

/// <summary>What Gmail, Outlook and the house ask of a mail. Written apart from the renderer on purpose.</summary>
internal static partial class MailRules
{
    private static readonly string[] _tags = ["html", "head", "meta", "title", "style", "body", "div", "table", "tr", "td", "h1", "h2", "h3", "p", "a", "img", "strong", "br", "span"];

    /// <summary>Outlook for Windows draws with Word, which knows these and little more.</summary>
    private static readonly string[] _styles =
    [
        "margin", "margin-top", "padding", "padding-left", "padding-right", "background-color", "color", "font-family", "font-size", "font-weight", "line-height", "text-decoration", "width", "max-width", "height", "max-height", "border", "border-top",
        "border-color", "border-collapse", "border-radius", "display", "overflow", "white-space", "mso-hide",
    ];

    /// <summary>One sentence for every breach; empty: none.</summary>
    /// <param name="own">How our own addresses begin.</param>
    /// <param name="others">Pages of others to which the mail may lead: sources of quotes.</param>
    public static IEnumerable<string> Problems(MailContent mail, string own, params IReadOnlyList<string> others) => [.. Envelope(mail), .. Html(mail), .. Addresses(mail, own, others), .. Plain(mail.Plain)];

    private static IEnumerable<string> Envelope(MailContent mail)
    {
        if (mail.Subject.Length is 0 or > 50) yield return $"subject of {mail.Subject.Length}: {mail.Subject}";
        if (Marks().IsMatch(mail.Subject)) yield return $"marks in the subject: {mail.Subject}";
        var preheader = WebUtility.HtmlDecode(Preheader().Match(mail.Html).Groups[1].Value);
        if (preheader.Length > 110) yield return $"preheader of {preheader.Length}: {preheader}";
        if (Encoding.UTF8.GetByteCount(mail.Html) >= 100 * 1024) yield return "100 KB or more: Gmail would clip it";
    }

    private static IEnumerable<string> Html(MailContent mail)
    {
        var html = mail.Html;
        foreach (var tag in Tags().Matches(html).Select(match => match.Groups[1].Value.ToLowerInvariant()).Except(_tags)) yield return $"<{tag}> is not drawn everywhere";
        foreach (var style in Styles().Matches(html).SelectMany(match => match.Groups[1].Value.Split(';', StringSplitOptions.RemoveEmptyEntries)).Select(rule => rule.Split(':')[0]).Except(_styles)) yield return $"style {style} is not drawn everywhere";
        foreach (var active in (string[])["<script", "<link", "<iframe", "<form", "@import", "@font-face", "expression(", "position:", "float:", "flex", "background-image"])
            if (Tags().Matches(html).Any(tag => Alt().Replace(tag.Value, "").Contains(active, StringComparison.OrdinalIgnoreCase))) yield return $"{active} is not safe";
        if (Tags().Matches(html).Any(tag => Handlers().IsMatch(Quoted().Replace(tag.Value, "\"\"")))) yield return "an event handler";
        if (Stray().IsMatch(Tags().Replace(Style().Replace(html.Replace("<!DOCTYPE html>", ""), ""), ""))) yield return "a raw < or >";
        if (Ampersand().IsMatch(Style().Replace(html, ""))) yield return "a raw &";
        foreach (var table in Tags().Matches(html).Where(tag => tag.Value.StartsWith("<table", StringComparison.Ordinal) && !(tag.Value.Contains("cellpadding=\"0\"", StringComparison.Ordinal) && tag.Value.Contains("cellspacing=\"0\"", StringComparison.Ordinal)))) yield return $"Outlook spaces the cells of {table.Value}";
        if (Balance(html) is { } open) yield return open;
        if (html.Split("border-radius:4px").Length > 2) yield return "more than one button";
        if (!html.Contains("<meta name=\"color-scheme\" content=\"light dark\">", StringComparison.Ordinal) || !html.Contains("prefers-color-scheme: dark", StringComparison.Ordinal)) yield return "no dark colours";
    }

    private static IEnumerable<string> Addresses(MailContent mail, string own, IReadOnlyList<string> others)
    {
        foreach (var address in Links().Matches(mail.Html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)))
            if (!address.StartsWith(own, StringComparison.Ordinal) && !others.Contains(address)) yield return $"it leads to {address}";
        var images = Images().Matches(mail.Html).Select(match => match.Value).ToList();
        var sent = mail.Pictures.Select(picture => $"cid:{picture.Id}").ToList();
        foreach (var image in images)
        {
            if (Source().Match(image).Groups[1].Value is var source && !sent.Contains(source)) yield return $"the picture {source} does not travel with it";
            if (Alt().Match(image).Groups[1].Value.Length == 0) yield return "a picture without words";
            if (!image.Contains("width=\"552\" height=\"310\"", StringComparison.Ordinal)) yield return "Outlook needs the size of a picture";
        }

        if (images.Count < sent.Count) yield return "a picture travels that is not shown";
        if (sent.Distinct().Count() != sent.Count) yield return "two pictures of one name";
    }

    private static IEnumerable<string> Plain(string text)
    {
        foreach (var line in text.Split('\n').Where(line => ColumnWidth.Of(line) > 72 && !line.StartsWith("https://", StringComparison.Ordinal) && line.Trim().Contains(' '))) yield return $"{ColumnWidth.Of(line)} columns: {line}";
        foreach (var mark in (string[])["&amp;", "&lt;", "&#", "<br", "<p", "\u200B", "\u202E", "\u2066", "\r", "\u001b", "\0"])
            if (text.Contains(mark, StringComparison.Ordinal)) yield return $"{mark} in the plain part";
    }

    /// <summary>What is opened is closed, in order.</summary>
    private static string? Balance(string html)
    {
        Stack<string> open = [];
        foreach (var tag in Tags().Matches(html).Where(tag => tag.Groups[1].Value.ToLowerInvariant() is not ("meta" or "img" or "br")))
            if (tag.Value[1] != '/') open.Push(tag.Groups[1].Value);
            else if (open.Count == 0 || open.Pop() != tag.Groups[1].Value) return $"{tag.Value} closes nothing";
        return open.Count == 0 ? null : $"<{open.Peek()}> is not closed";
    }

    [GeneratedRegex(@"[()\[\]*_<>\r\n!{}]")]
    private static partial Regex Marks();

    [GeneratedRegex("<div style=\"display:none[^>]*>(.*?)(?=&#8199;)")]
    private static partial Regex Preheader();

    [GeneratedRegex("</?([a-zA-Z][a-zA-Z0-9]*)(?:\\s[^<>]*)?>")]
    private static partial Regex Tags();

    [GeneratedRegex("style=\"([^\"]*)\"")]
    private static partial Regex Styles();

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("\\son[a-z]+\\s*=")]
    private static partial Regex Handlers();

    [GeneratedRegex("[<>]")]
    private static partial Regex Stray();

    [GeneratedRegex("&(?!(amp|lt|gt|quot|#[0-9]+);)")]
    private static partial Regex Ampersand();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex("<img [^>]*>")]
    private static partial Regex Images();

    [GeneratedRegex("src=\"([^\"]*)\"")]
    private static partial Regex Source();

    [GeneratedRegex("alt=\"([^\"]*)\"")]
    private static partial Regex Alt();
}
