using System.Text;

namespace RevenueBot.Questions.Wording;

/// <summary>Sentences and figures as lines of fixed-width text, for terminals and the plain part of mails. What was given stays on its line.</summary>
internal static class PlainLines
{
    /// <summary>A terminal's and a mail's.</summary>
    public const int Width = 72;

    private const int Label = 20;
    private const int Value = 14;
    private const string Gap = "   ";

    public static IEnumerable<string> Wrap(string text, int width = Width)
    {
        StringBuilder line = new();
        foreach (var word in PlainText.Printable(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        if (line.Length > 0) yield return line.ToString();
    }

    /// <summary>Label, value and comparison on a line, the values below each other; what does not fit continues below.</summary>
    public static IEnumerable<string> Figures(IReadOnlyList<Figure> figures)
    {
        var label = Math.Clamp(figures.Select(figure => ColumnWidth.Of(figure.Label)).DefaultIfEmpty().Max(), Label, Label + 12);
        var value = Math.Clamp(figures.Select(figure => ColumnWidth.Of(figure.Value)).DefaultIfEmpty().Max(), Value, Value + 6);
        return figures.SelectMany(figure => Lines(figure, label, value));
    }

    private static IEnumerable<string> Lines(Figure figure, int labelWidth, int valueWidth)
    {
        var (name, value) = (PlainText.Printable(figure.Label), PlainText.Printable(figure.Value));
        var line = $"{name}{Spaces(labelWidth - ColumnWidth.Of(name))} {Spaces(valueWidth - ColumnWidth.Of(value))}{value}";
        var comparison = figure.Comparison is { } text ? PlainText.Printable(text) : "";
        if (comparison.Length == 0) return Wide(line);
        return ColumnWidth.Of(line) + Gap.Length + ColumnWidth.Of(comparison) <= Width ? [line + Gap + comparison] : [.. Wide(line), .. Wrap(comparison, Width - Gap.Length).Select(part => Gap + part)];
    }

    private static IEnumerable<string> Wide(string line) => ColumnWidth.Of(line) <= Width ? [line] : Wrap(line);

    private static string Spaces(int count) => new(' ', Math.Max(0, count));
}
