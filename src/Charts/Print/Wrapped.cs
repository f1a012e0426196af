using System.Globalization;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Print;

/// <summary>Text as lines that fit a width: broken at spaces, a word that is too long within itself, the last line cut where lines run out.</summary>
internal static class Wrapped
{
    /// <param name="most">How many lines there may be; what is left over ends in "…".</param>
    public static IReadOnlyList<string> Of(string text, TextStyle style, double width, int most = int.MaxValue)
    {
        List<string> lines = [];
        var line = "";
        foreach (var word in Words(text, style, width))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length == 0 || Fit.Fits(longer, style, width))
            {
                line = longer;
                continue;
            }

            lines.Add(line);
            line = word;
        }

        if (line.Length > 0) lines.Add(line);
        return lines.Count <= most ? lines : [.. lines.Take(most - 1), Fit.Cut($"{lines[most - 1]} {lines[most]}", style, width - Fonts.Width("…", style)) is var last && last.EndsWith('…') ? last : last + "…"];
    }

    private static IEnumerable<string> Words(string text, TextStyle style, double width) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(SafeText.Clean).Where(word => word.Length > 0).SelectMany(word => Pieces(word, style, width));

    /// <summary>A word as it is, or the longest pieces that fit; at least one grapheme each.</summary>
    private static List<string> Pieces(string word, TextStyle style, double width)
    {
        if (Fit.Fits(word, style, width)) return [word];
        List<string> pieces = [""];
        var graphemes = StringInfo.GetTextElementEnumerator(word);
        while (graphemes.MoveNext())
        {
            var longer = pieces[^1] + graphemes.GetTextElement();
            if (pieces[^1].Length == 0 || Fit.Fits(longer, style, width)) pieces[^1] = longer;
            else pieces.Add(graphemes.GetTextElement());
        }

        return pieces;
    }
}
