using System.Globalization;
using System.Text;

namespace RevenueBot.Charts.Text;

/// <summary>The bundled fonts: Inter in three weights, DejaVu Sans where Inter has no glyph.</summary>
internal static class Fonts
{
    private static readonly Lazy<FontFace> Regular = Face("Inter-Regular.otf");
    private static readonly Lazy<FontFace> SemiBold = Face("Inter-SemiBold.otf");
    private static readonly Lazy<FontFace> Bold = Face("Inter-Bold.otf");
    private static readonly Lazy<FontFace> Fallback = Face("DejaVuSans.ttf");

    /// <summary>Where the build puts the font files and their fonts.conf.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "fonts");

    /// <summary>True when one of the fonts can draw the character.</summary>
    public static bool Has(Rune rune) =>
        Regular.Value.TryAdvance(rune.Value, out _) || Fallback.Value.TryAdvance(rune.Value, out _);

    /// <summary>Width of cleaned text in px, by the fonts' own advance widths.</summary>
    public static double Width(string text, TextStyle style)
    {
        var (em, letters) = (0d, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            em += Advance(rune, style.Weight);
            letters++;
        }

        return style.Size * (em + letters * style.Spacing);
    }

    private static double Advance(Rune rune, int weight)
    {
        if (IsMark(rune)) return 0;
        var face = weight switch { 400 => Regular, 600 => SemiBold, _ => Bold };
        return face.Value.TryAdvance(rune.Value, out var em) || Fallback.Value.TryAdvance(rune.Value, out em) ? em : 0.6;
    }

    /// <summary>A mark sits on the letter before it and takes no room of its own.</summary>
    public static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static Lazy<FontFace> Face(string file) => new(() => FontFace.Read(Path.Combine(Folder, file)));
}
