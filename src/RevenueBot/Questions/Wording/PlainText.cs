using System.Globalization;
using System.Text;

namespace RevenueBot.Questions.Wording;

/// <summary>Text from outside, fit to be shown: before any dialect escapes it.</summary>
internal static class PlainText
{
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

    // U+200D, which joins emoji, stays.
    private static bool IsInvisibleMark(char c) =>
        c is '\u061C' or '\u200B' or '\u200C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';
}
