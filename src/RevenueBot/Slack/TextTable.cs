using RevenueBot.Questions;
using RevenueBot.Questions.Wording;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack;

/// <summary>
/// A table in a fixed-width font: labels left, figures right, every line equally long, at most 44 wide so that a phone does
/// not wrap it. Columns that do not fit continue below, under the same labels.
/// </summary>
internal static class TextTable
{
    public const int MaxWidth = 44;
    private const int MaxLabel = 20;
    private const int MaxCell = MaxWidth - MaxLabel - 3; // the spaces between them

    /// <param name="maxRows">Where there are more, the last one stays, and the others are counted.</param>
    public static string Render(AnswerTable table, int maxRows = 40)
    {
        var rows = Rows(table, maxRows);
        var labels = Pad([.. rows.Select(r => r[0])]);
        var columns = Enumerable.Range(1, table.Columns.Count - 1).Select(i => Align([.. rows.Select(r => r[i])])).ToList();
        var parts = Fold(columns, MaxWidth - ColumnWidth.Of(labels[0])).Select(group => Join([labels, .. group]));
        return string.Join("\n\n", parts);
    }

    private static List<string[]> Rows(AnswerTable table, int maxRows)
    {
        var lines = ShownRows.Of(table, maxRows).Prepend(table.Columns);
        return [.. lines.Select(row => Enumerable.Range(0, table.Columns.Count)
            .Select(i => Cell(i < row.Count ? row[i] : "", i == 0 ? MaxLabel : MaxCell)).ToArray())];
    }

    private static string Cell(string text, int limit) => PlainText.Cut(PlainText.Printable(text).Trim(), limit);

    private static string[] Pad(string[] cells)
    {
        var width = cells.Max(ColumnWidth.Of) + 1;
        return [.. cells.Select(c => c + Spaces(width - ColumnWidth.Of(c)))];
    }

    /// <summary>Two spaces before the widest figure, one before the heading.</summary>
    private static string[] Align(string[] cells)
    {
        var width = Math.Max(ColumnWidth.Of(cells[0]) + 1, cells.Skip(1).Select(ColumnWidth.Of).DefaultIfEmpty().Max() + 2);
        return [.. cells.Select(c => Spaces(width - ColumnWidth.Of(c)) + c)];
    }

    private static IEnumerable<List<string[]>> Fold(List<string[]> columns, int room)
    {
        List<string[]> group = [];
        foreach (var column in columns)
        {
            if (group.Count > 0 && group.Sum(c => ColumnWidth.Of(c[0])) + ColumnWidth.Of(column[0]) > room)
            {
                yield return group;
                group = [];
            }

            group.Add(column);
        }

        yield return group;
    }

    private static string Join(IReadOnlyList<string[]> columns)
    {
        var lines = Enumerable.Range(0, columns[0].Length).Select(row => string.Concat(columns.Select(c => c[row])));
        return string.Join('\n', lines);
    }

    private static string Spaces(int count) => new(' ', Math.Max(count, 0));
}
