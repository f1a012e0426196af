namespace RevenueBot.Questions.Wording;

/// <summary>A table in columns of its own width, for fixed-width text: the label left, figures right.</summary>
internal static class PlainTable
{
    private const int LongestLabel = 32;
    private const int Gap = 2;

    /// <param name="width">Columns that do not fit continue below, under the same labels; no limit where nothing is said.</param>
    public static IEnumerable<string> Lines(AnswerTable table, int width = int.MaxValue)
    {
        List<IReadOnlyList<string>> rows = [table.Columns, .. table.Rows];
        var columns = Enumerable.Range(0, table.Columns.Count).Select(column => Column([.. rows.Select(row => Cell(row, column, width))], column > 0)).ToList();
        if (columns.Count == 0) return [];
        var parts = columns.Count == 1 ? [[]] : Fold(columns.Skip(1), width - ColumnWidth.Of(columns[0][0]));
        return parts.SelectMany((part, i) => Join([columns[0], .. part]).Prepend("").Skip(i == 0 ? 1 : 0));
    }

    /// <summary>A label leaves room for a figure, and a figure for its label.</summary>
    private static string Cell(IReadOnlyList<string> row, int column, int width) =>
        PlainText.Cut(PlainText.Printable(row.ElementAtOrDefault(column) ?? ""), column == 0 ? LongestLabel : width - LongestLabel - Gap);

    private static string[] Column(string[] cells, bool toTheRight)
    {
        var width = cells.Max(ColumnWidth.Of);
        return [.. cells.Select(cell => toTheRight ? Spaces(width - ColumnWidth.Of(cell)) + cell : cell + Spaces(width - ColumnWidth.Of(cell)))];
    }

    private static List<List<string[]>> Fold(IEnumerable<string[]> columns, int room)
    {
        List<List<string[]>> parts = [[]];
        var left = room;
        foreach (var column in columns)
        {
            var width = ColumnWidth.Of(column[0]) + Gap;
            if (parts[^1].Count > 0 && width > left)
            {
                parts.Add([]);
                left = room;
            }

            parts[^1].Add(column);
            left -= width;
        }

        return parts;
    }

    private static IEnumerable<string> Join(IReadOnlyList<string[]> columns) =>
        Enumerable.Range(0, columns[0].Length).Select(row => string.Join(Spaces(Gap), columns.Select(column => column[row])).TrimEnd());

    private static string Spaces(int count) => new(' ', Math.Max(0, count));
}
