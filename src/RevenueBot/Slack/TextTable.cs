using System.Globalization;
using System.Text;
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
    private const int MaxCell = MaxWidth - MaxLabel - 2;

    /// <param name="maxRows">Rows beyond are left out, and counted in a last line.</param>
    public static string Render(AnswerTable table, int maxRows = 40)
    {
        var rows = Rows(table, maxRows);
        var labels = Pad([.. rows.Select(r => r[0])]);
        var columns = Enumerable.Range(1, table.Columns.Count - 1).Select(i => Align([.. rows.Select(r => r[i])])).ToList();
        var parts = Fold(columns, MaxWidth - Width(labels[0])).Select(group => Join([labels, .. group]));
        var left = table.Rows.Count - maxRows;
        return string.Join("\n\n", parts) + (left > 0 ? $"\n… and {left} more rows" : "");
    }

    private static List<string[]> Rows(AnswerTable table, int maxRows)
    {
        var lines = table.Rows.Take(maxRows).Prepend(table.Columns);
        return [.. lines.Select(row => Enumerable.Range(0, table.Columns.Count)
            .Select(i => Cell(i < row.Count ? row[i] : "", i == 0 ? MaxLabel : MaxCell)).ToArray())];
    }

    private static string Cell(string text, int limit) => PlainText.Cut(PlainText.Printable(text).Trim(), limit);

    private static string[] Pad(string[] cells)
    {
        var width = cells.Max(Width) + 1;
        return [.. cells.Select(c => c + Spaces(width - Width(c)))];
    }

    /// <summary>Two spaces before the widest figure, one before the heading.</summary>
    private static string[] Align(string[] cells)
    {
        var width = Math.Max(Width(cells[0]) + 1, cells.Skip(1).Select(Width).DefaultIfEmpty().Max() + 2);
        return [.. cells.Select(c => Spaces(width - Width(c)) + c)];
    }

    private static IEnumerable<List<string[]>> Fold(List<string[]> columns, int room)
    {
        List<string[]> group = [];
        foreach (var column in columns)
        {
            if (group.Count > 0 && group.Sum(c => Width(c[0])) + Width(column[0]) > room)
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

    private static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes()) width += IsMark(rune) ? 0 : IsWide(rune) ? 2 : 1;
        return width;
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    /// <summary>Han, kana, hangul, full-width forms and emoji take two columns (https://www.unicode.org/reports/tr11/).</summary>
    private static bool IsWide(Rune rune) => rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF)
        or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60)
        or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);

    private static string Spaces(int count) => new(' ', Math.Max(count, 0));
}
