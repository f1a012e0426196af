using System.Globalization;
using System.Text;

namespace RevenueBot.Charts.Text;

/// <summary>Makes text typed by others fit to draw: what cannot be drawn or would bend the line is taken out.</summary>
internal static class SafeText
{
    /// <summary>Stands for every character that the bundled fonts do not have, emoji included.</summary>
    public const char Missing = '□';

    private const int LongestInput = 1000, MostMarksOnALetter = 2;

    /// <summary>
    /// Controls, bidi marks, zero-width and other format characters are dropped; white space becomes one space;
    /// a character without a glyph becomes <see cref="Missing"/>. Cleaning twice changes nothing. Input is cut at 1,000 UTF-16 units.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, LongestInput));
        var clusters = StringInfo.GetTextElementEnumerator(text.Length <= LongestInput ? text : text[..LongestInput]);
        while (clusters.MoveNext()) Append(clean, clusters.GetTextElement());
        return clean.ToString().TrimEnd(' ');
    }

    /// <summary>The same for texts that are read, not drawn: every visible character stays, whether a font has it or not.</summary>
    public static string Readable(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsSpace(rune) && !IsInvisible(rune)) clean.Append(rune.ToString());
            else if (IsSpace(rune) && clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
        }

        return clean.ToString().TrimEnd(' ');
    }

    /// <summary>A name to read, or a dash where somebody left it blank.</summary>
    public static string Name(string name) => Readable(name) is { Length: > 0 } readable ? readable : "–";

    /// <summary>True when the text holds Hebrew or Arabic letters.</summary>
    public static bool IsRightToLeft(string text) =>
        text.Any(c => c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC'));

    private static void Append(StringBuilder clean, string cluster)
    {
        var marks = 0;
        foreach (var rune in cluster.EnumerateRunes())
        {
            if (IsSpace(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
            }
            else if (IsInvisible(rune) || (Fonts.IsMark(rune) && ++marks > MostMarksOnALetter))
            {
                continue;
            }
            else if (IsPicture(rune) || !Fonts.Has(rune))
            {
                clean.Append(Missing);
                return; // one box for the whole cluster: a family emoji is one picture
            }
            else
            {
                clean.Append(rune.ToString());
            }
        }
    }

    private static bool IsSpace(Rune rune) =>
        rune.Value != 0xA0 && (Rune.IsWhiteSpace(rune) || rune.Value is '\t' or '\n' or '\r');

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format => true,
        UnicodeCategory.NonSpacingMark => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or 0x034F,
        _ => rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0xFFFC,
    };

    /// <summary>DejaVu has a few emoji as rough outlines: one rule for all pictures is calmer.</summary>
    private static bool IsPicture(Rune rune) => rune.Value >= 0x1F000 || rune == Rune.ReplacementChar;
}
