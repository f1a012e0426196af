using System.Globalization;
using System.Text;

namespace RevenueBot.Slack.Blocks;

/// <summary>Makes text safe for Slack, and short enough.</summary>
internal static class Mrkdwn
{
    private const char ZeroWidthSpace = '\u200B';

    /// <summary>
    /// Text from outside, inert in mrkdwn: no mention, link, format or emoji can come out of it. A zero-width space
    /// stands after the marks that mrkdwn cannot escape (https://docs.slack.dev/messaging/formatting-message-text).
    /// </summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        var clean = Printable(text);
        for (var i = 0; i < clean.Length; i++) Append(safe, clean[i], i + 1 < clean.Length ? clean[i + 1] : ' ');
        return safe.ToString();
    }

    /// <summary>Several lines from outside, for a fixed-width block: nothing in them can end it.</summary>
    public static string Code(string text) => $"```\n{Entities(text).Replace("`", "`" + ZeroWidthSpace)}\n```";

    /// <summary>Our own words: only what Slack would read as markup.</summary>
    public static string Entities(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>Without control characters, line ends (now spaces) and marks that turn the direction of reading.</summary>
    public static string Printable(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c)) clean.Append(' ');
            else if (!char.IsControl(c) && !IsInvisibleMark(c)) clean.Append(c);
        }

        return clean.ToString();
    }

    /// <summary>At most <paramref name="limit"/> UTF-16 units, cut between graphemes, with "…" where something was cut.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit) return text;
        var end = 0;
        var graphemes = StringInfo.GetTextElementEnumerator(text);
        while (graphemes.MoveNext() && graphemes.ElementIndex + graphemes.GetTextElement().Length <= limit - 1)
            end = graphemes.ElementIndex + graphemes.GetTextElement().Length;
        return text[..end] + "…";
    }

    /// <summary>The same for escaped text: never ends inside an entity.</summary>
    public static string CutEscaped(string text, int limit)
    {
        var cut = Cut(text, limit);
        var entity = cut.LastIndexOf('&');
        return cut == text || entity < 0 || cut.IndexOf(';', entity) >= 0 ? cut : cut[..entity] + "…";
    }

    private static void Append(StringBuilder safe, char c, char next)
    {
        _ = c switch
        {
            '&' => safe.Append("&amp;"),
            '<' => safe.Append("&lt;"),
            '>' => safe.Append("&gt;"),
            '*' or '_' or '~' or '`' or '@' or '#' => safe.Append(c).Append(ZeroWidthSpace),
            ':' when char.IsAsciiLetter(next) || next is '/' or '+' => safe.Append(c).Append(ZeroWidthSpace), // :emoji: and https://
            _ => safe.Append(c),
        };
    }

    // U+200D, which joins emoji, stays.
    private static bool IsInvisibleMark(char c) =>
        c is '\u200B' or '\u200C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';
}
