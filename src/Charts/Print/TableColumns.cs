using System.Globalization;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Print;

/// <param name="Index">Of the column in the table.</param>
/// <param name="Left">From the left edge of the table.</param>
internal readonly record struct TableColumn(int Index, double Left, double Width, bool IsFigure);

/// <summary>
/// How the columns of a table share a width: each as wide as its widest cell; where that is too much texts give way first, then the type gets
/// smaller, and what still does not fit continues below under the same labels.
/// </summary>
internal sealed record TableColumns(IReadOnlyList<TableColumn> Columns, TextStyle Style, double Width)
{
    private const double Gap = 22, LeastText = 110, MostSlack = 0.6;
    private static readonly double[] Sizes = [18, 17, 16, 14.5];

    public TextStyle HeadStyle => new(Style.Size - 1.5, Sheet.Theme.Muted, 600);

    public static IReadOnlyList<TableColumns> Of(PrintTable table, double width)
    {
        var figures = Enumerable.Range(0, table.Columns.Count).Select(column => column > 0 && IsFigures(table, column)).ToList();
        foreach (var size in Sizes)
        {
            var style = new TextStyle(size, Sheet.Theme.Text);
            var natural = Natural(table, style);
            if (Share(natural, figures, width) is not { } widths) continue;
            var columns = Place([.. Enumerable.Range(0, widths.Count)], Spread(widths, width), figures);
            return [new(columns, style, columns[^1].Left + columns[^1].Width)];
        }

        return Folded(table, figures, width);
    }

    /// <summary>Natural widths, texts narrowed as far as they may; null where that is not enough.</summary>
    private static IReadOnlyList<double>? Share(IReadOnlyList<double> natural, List<bool> figures, double width)
    {
        var room = width - (Gap * (natural.Count - 1));
        if (natural.Sum() <= room) return natural;
        var texts = Enumerable.Range(0, natural.Count).Where(i => !figures[i]).ToList();
        var left = room - natural.Where((_, i) => figures[i]).Sum();
        if (left < texts.Sum(i => Math.Min(natural[i], LeastText))) return null;
        // The widest give way: all above a common measure are cut down to it.
        var (low, high) = (0d, texts.Max(i => natural[i]));
        while (high - low > 0.5)
        {
            var middle = (low + high) / 2;
            if (texts.Sum(i => Math.Min(natural[i], middle)) <= left) low = middle;
            else high = middle;
        }

        return [.. natural.Select((wide, i) => figures[i] ? wide : Math.Min(wide, low))];
    }

    /// <summary>What room is left goes to the labels, so that figures stand at the right; not so much that the eye loses its row.</summary>
    private static IReadOnlyList<double> Spread(IReadOnlyList<double> widths, double width)
    {
        var used = widths.Sum() + (Gap * (widths.Count - 1));
        return [widths[0] + Math.Min(width - used, used * MostSlack), .. widths.Skip(1)];
    }

    private static IReadOnlyList<TableColumns> Folded(PrintTable table, List<bool> figures, double width)
    {
        var style = new TextStyle(Sizes[^1], Sheet.Theme.Text);
        var natural = Natural(table, style).Select(wide => Math.Min(wide, (width - Gap) / 2)).ToList();
        List<List<int>> parts = [[0]];
        var used = natural[0];
        for (var i = 1; i < natural.Count; i++)
        {
            if (parts[^1].Count > 1 && used + Gap + natural[i] > width)
            {
                parts.Add([0]);
                used = natural[0];
            }

            parts[^1].Add(i);
            used += Gap + natural[i];
        }

        return [.. parts.Select(part => new TableColumns(Place(part, natural, figures), style, width))];
    }

    private static IReadOnlyList<double> Natural(PrintTable table, TextStyle style) =>
        [.. table.Columns.Select((heading, column) => table.Rows.Select(row => Fonts.Width(SafeText.Clean(row.ElementAtOrDefault(column) ?? ""), style with { Weight = 600 }))
            .Append(Fonts.Width(SafeText.Clean(heading), style with { Weight = 600 })).Max() + 1)];

    private static List<TableColumn> Place(IReadOnlyList<int> indices, IReadOnlyList<double> widths, List<bool> figures)
    {
        var left = 0d;
        List<TableColumn> columns = [];
        foreach (var i in indices)
        {
            columns.Add(new(i, left, widths[i], figures[i]));
            left += widths[i] + Gap;
        }

        return columns;
    }

    /// <summary>Most cells begin as a figure does.</summary>
    private static bool IsFigures(PrintTable table, int column)
    {
        var cells = table.Rows.Select(row => (row.ElementAtOrDefault(column) ?? "").Trim()).Where(cell => cell.Length > 0).ToList();
        return cells.Count == 0 || cells.Count(cell => cell[0] is '+' or '−' or '–' or '-' or '≤' || char.IsAsciiDigit(cell[0]) || char.GetUnicodeCategory(cell[0]) == UnicodeCategory.CurrencySymbol || cell.StartsWith("under ", StringComparison.Ordinal)) * 2 > cells.Count;
    }
}
