using System.Text;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Teams.Cards;

/// <summary>Makes text safe for cards, and short enough. Markdown is not escaped: what others typed goes where none is read.</summary>
internal static class CardText
{
    private const char ZeroWidthSpace = '\u200B';

    /// <summary>Of a text run: no function (<c>{{DATE(…)}}</c>) and no mention can come out of it.</summary>
    public static string Inert(string text, int limit)
    {
        var cut = PlainText.Cut(PlainText.Printable(text), limit);
        var safe = new StringBuilder(cut.Length + 8);
        for (var i = 0; i < cut.Length; i++)
        {
            safe.Append(cut[i]);
            if (i + 1 < cut.Length && Begins(cut[i], cut[i + 1])) safe.Append(ZeroWidthSpace);
        }

        return safe.ToString();
    }

    /// <summary>Of what is spoken or notified, which may be read as SSML or Markdown: neither can come out of it.</summary>
    public static string Spoken(string text, int limit) =>
        Inert(text, limit).Replace('<', '‹').Replace('>', '›').Replace("](", $"]{ZeroWidthSpace}(", StringComparison.Ordinal);

    /// <summary>Beside marks of our own, where Markdown is read: without the characters that are marks, so that none can come out of it.</summary>
    public static string Marked(string text, int limit) => string.Concat(Inert(text, limit).Where(c => c is not ('*' or '_' or '[' or ']' or '`' or '#' or '<' or '>' or '~' or '\\' or '|' or '!')));

    /// <summary>A person's name beside marks of our own: letters, figures and spaces, and what names are joined by.</summary>
    public static string Name(string text)
    {
        var letters = PlainText.Printable(text).Where(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '’' or '\'' or '-');
        return PlainText.Cut(string.Concat(letters).Trim(), 40) is { Length: > 0 } name ? name : "somebody";
    }

    private static bool Begins(char mark, char next) => (mark, next) is ('{', '{') or ('$', '{') or ('<', 'a' or 'A' or '/');
}
