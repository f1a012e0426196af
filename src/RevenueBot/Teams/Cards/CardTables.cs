using RevenueBot.Questions;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Teams.Cards;

/// <summary>A table of an answer: labels left, figures right. Where not all rows fit, the last one stays: it has the newest figures, or the sum.</summary>
internal static class CardTables
{
    private const int MaxCell = 32;

    public static IEnumerable<CardElement> Of(AnswerTable table, int rows)
    {
        yield return Of(table.Columns, ShownRows.Of(table, rows));
    }

    /// <summary>The same without columns: "Opening: 57,420 · 56,880" under "USD: 2–8 Nov · week before".</summary>
    public static IEnumerable<CardElement> Lines(AnswerTable table, int rows) => ShownRows.Of(table, rows).Prepend(table.Columns).Select((row, i) => Line(row, isHeader: i == 0));

    /// <param name="rows">The first cell of each is text, the others figures.</param>
    public static Table Of(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows) => new([.. columns.Select((_, i) => new TableColumn(i == 0 ? 2 : 1))],
        [Row(columns, columns.Count, isHeader: true), .. rows.Select(row => Row(row, columns.Count))])
    {
        FirstRowAsHeader = true,
        Spacing = "Medium",
    };

    private static TableRow Row(IReadOnlyList<string> cells, int columns, bool isHeader = false) => new([.. Enumerable.Range(0, columns).Select(i => Cell(cells.ElementAtOrDefault(i) ?? "", i, isHeader))]);

    private static RichTextBlock Line(IReadOnlyList<string> cells, bool isHeader)
    {
        var label = CardText.Inert(cells.Count > 0 ? cells[0] : "", MaxCell);
        var line = $"{label}{(cells.Count > 1 && label.Length > 0 ? ": " : "")}{string.Join(" · ", cells.Skip(1).Select(cell => CardText.Inert(cell, MaxCell)))}";
        return RichTextBlock.Of(new TextRun(line) { Weight = isHeader ? "Bolder" : null }) with { Spacing = isHeader ? "Small" : "None" };
    }

    private static TableCell Cell(string text, int column, bool isHeader)
    {
        TextRun run = new(CardText.Inert(text, MaxCell)) { Weight = isHeader ? "Bolder" : null };
        return TableCell.Of(column == 0 ? null : "Right", run);
    }
}
