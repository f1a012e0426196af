using System.Globalization;

namespace RevenueBot.Charts.Text;

/// <summary>Makes words fit a width.</summary>
internal static class Fit
{
    private const string Ellipsis = "…";

    /// <summary>Spare room for a browser that has to draw with another font.</summary>
    public const double Spare = 1.05;

    public static bool Fits(string text, TextStyle style, double width) => Fonts.Width(text, style) <= width;

    /// <summary>The text, or as many whole graphemes as fit followed by "…".</summary>
    public static string Cut(string text, TextStyle style, double width)
    {
        if (Fits(text, style, width)) return text;
        var starts = StringInfo.ParseCombiningCharacters(text);
        var (low, high) = (0, starts.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Fits(Shortened(text, starts[middle]), style, width)) low = middle;
            else high = middle - 1;
        }

        return Shortened(text, starts[low]);
    }

    /// <summary>The first wording that fits; the last one, cut, when none does. Give the fullest wording first.</summary>
    public static string First(IReadOnlyList<string> wordings, TextStyle style, double width) =>
        wordings.FirstOrDefault(w => Fits(w, style, width)) ?? Cut(wordings[^1], style, width);

    /// <summary>Breaks at the last space that fits. What is left is empty when all fits or there is no space to break at.</summary>
    public static (string Line, string Left) Break(string text, TextStyle style, double width)
    {
        if (Fits(text, style, width)) return (text, "");
        for (var space = text.LastIndexOf(' '); space > 0; space = text.LastIndexOf(' ', space - 1))
        {
            if (Fits(text[..space], style, width)) return (text[..space], text[(space + 1)..]);
        }

        return (Cut(text, style, width), "");
    }

    private static string Shortened(string text, int end) => text[..end].TrimEnd(' ', ',', ':', '·') + Ellipsis;
}
