using System.Text;
using RevenueBot.Questions.Wording;

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
        var clean = PlainText.Printable(text);
        for (var i = 0; i < clean.Length; i++) Append(safe, clean[i], i + 1 < clean.Length ? clean[i + 1] : ' ');
        return safe.ToString();
    }

    /// <summary>Several lines from outside, for a fixed-width block: nothing in them can end it.</summary>
    public static string Code(string text) => $"```\n{Entities(text).Replace("`", "`" + ZeroWidthSpace)}\n```";

    /// <summary>Our own words: only what Slack would read as markup.</summary>
    public static string Entities(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>Escaped text cut to a limit: never ends inside an entity.</summary>
    public static string CutEscaped(string text, int limit)
    {
        var cut = PlainText.Cut(text, limit);
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
}
