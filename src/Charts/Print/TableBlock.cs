using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Print;

/// <summary>A table: headings, rows with hairlines between them, the last one strong where it is the sum.</summary>
internal static class TableBlock
{
    private const double RowPad = 7;
    private const int CellLines = 7, LabelLines = 2;
    private static readonly string[] Sums = ["Total", "All", "Closing", "Change"];

    public static IEnumerable<Strip> Strips(PrintTable table, double width)
    {
        if (table.Heading is { } heading)
            foreach (var strip in Blocks.Strips(new PrintText(heading, PrintWeight.Heading), width)) yield return strip;
        foreach (var part in TableColumns.Of(table, width))
        {
            var head = Row(part, table.Columns, part.HeadStyle) with { StaysWithNext = true, Above = 12 };
            yield return head;
            for (var i = 0; i < table.Rows.Count; i++)
            {
                var isSum = i == table.Rows.Count - 1 && Sums.Any(sum => table.Rows[i][0].StartsWith(sum, StringComparison.Ordinal));
                yield return Row(part, table.Rows[i], isSum ? part.Style with { Weight = 600 } : part.Style) with { Head = head };
            }
        }

        if (table.Note is { } note)
            foreach (var strip in Blocks.Strips(new PrintText(note, PrintWeight.Small), width)) yield return strip;
    }

    private static Strip Row(TableColumns part, IReadOnlyList<string> cells, TextStyle style)
    {
        var columns = part.Columns.Select(column => (Column: column, Lines: Wrapped.Of(cells.ElementAtOrDefault(column.Index) ?? "", style, column.Width, column.Index == 0 ? LabelLines : CellLines))).ToList();
        var height = (Math.Max(1, columns.Max(cell => cell.Lines.Count)) * Sheet.Leading(style)) + RowPad;
        return new Strip(height, (canvas, at) =>
        {
            foreach (var (column, lines) in columns)
            {
                var left = at.X + (column.IsFigure ? column.Left + column.Width : column.Left);
                Blocks.Lines(canvas, new(left, at.Y + 2), lines, column.IsFigure ? style.End : style);
            }

            canvas.Line(new(at.X, at.Y + height - 3), new(at.X + part.Width, at.Y + height - 3), new Stroke(Sheet.Theme.Grid, 1.5));
        });
    }
}
