using System.Globalization;

namespace RevenueBot.Charts.Svg;

/// <summary>The contrast of two colours as WCAG 2.2 defines it. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio</summary>
internal static class Contrast
{
    /// <summary>Whichever of the theme's text and surface is easier to read on the colour.</summary>
    public static string InkOn(string colour, Theme theme) =>
        Between(theme.Text, colour) >= Between(theme.Surface, colour) ? theme.Text : theme.Surface;

    /// <summary>From 1 for the same colour to 21 for black on white. Colours are #RRGGBB.</summary>
    public static double Between(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string colour) => 0.2126 * Channel(colour, 1) + 0.7152 * Channel(colour, 3) + 0.0722 * Channel(colour, 5);

    private static double Channel(string colour, int at)
    {
        var c = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
