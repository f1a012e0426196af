using RevenueBot.Questions;

namespace RevenueBot.Cli;

/// <summary>A table in columns of its own width: the label left, figures right.</summary>
internal static class TerminalTable
{
    private const int LongestLabel = 32;

    public static IEnumerable<string> Lines(AnswerTable table)
    {
        IReadOnlyList<IReadOnlyList<string>> rows = [table.Columns, .. table.Rows];
        var widths = Enumerable.Range(0, table.Columns.Count).Select(column => rows.Max(row => Cell(row, column).Length)).ToArray();
        return rows.Select(row => string.Join("  ", widths.Select((width, column) => Pad(Cell(row, column), column, width))).TrimEnd());
    }

    private static string Pad(string cell, int column, int width) => column == 0 ? cell.PadRight(width) : cell.PadLeft(width);

    private static string Cell(IReadOnlyList<string> row, int column)
    {
        var text = row.ElementAtOrDefault(column) ?? "";
        return column == 0 && text.Length > LongestLabel ? $"{text[..(LongestLabel - 1)]}…" : text;
    }
}
