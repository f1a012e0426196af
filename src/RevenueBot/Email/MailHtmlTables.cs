using RevenueBot.Questions;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Email;

/// <summary>Figures and tables of a mail: labels left, figures right, narrow enough for a phone.</summary>
internal static class MailHtmlTables
{
    private const int MaxCell = 32;
    private const int MaxFigure = 100;

    /// <summary>Beside the label; more columns continue below, under the same labels.</summary>
    private const int MostColumns = 5;

    private const string Start = "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"border-collapse:collapse;margin:8px 0 16px 0;\">";
    private const string Figure = "padding:7px 0 7px 8px;white-space:nowrap;font-size:13px;line-height:20px;";
    private const string Label = "padding:7px 0;font-size:13px;line-height:20px;";

    public static string Figures(IReadOnlyList<Figure> figures) => figures.Count == 0 ? "" : $"{Start}{string.Concat(figures.Select(Row))}</table>";

    public static string Grid(MailPart.Grid grid)
    {
        var (columns, rows) = (grid.Table.Columns, ShownRows.Of(grid.Table, grid.MostRows));
        var parts = Enumerable.Range(1, Math.Max(0, columns.Count - 1)).Chunk(MostColumns).DefaultIfEmpty([]);
        return string.Join('\n', parts.Select(part => $"{Start}{Row(columns, part, isHeading: true)}{string.Concat(rows.Select(row => Row(row, part, isHeading: false)))}</table>"));
    }

    private static string Row(Figure figure)
    {
        var comparison = figure.Comparison is { Length: > 0 } text ? MailHtml.Subtle(PlainText.Cut(text, MaxFigure)) : "";
        return $"<tr>{MailHtml.Cell("padding:9px 12px 9px 0;font-size:15px;line-height:21px;", MailHtml.Text(PlainText.Cut(figure.Label, MaxFigure)) + comparison)}{MailHtml.Cell("padding:9px 0;font-size:17px;line-height:21px;font-weight:700;", MailHtml.Text(PlainText.Cut(figure.Value, MaxFigure)), " align=\"right\" valign=\"top\"")}</tr>";
    }

    private static string Row(IReadOnlyList<string> cells, int[] columns, bool isHeading)
    {
        var weight = isHeading ? "font-weight:700;" : "";
        var figures = columns.Select(i => MailHtml.Cell(isHeading ? Label + "padding-left:8px;" + weight : Figure, Text(cells, i), " align=\"right\" valign=\"top\""));
        return $"<tr>{MailHtml.Cell(Label + weight + Indent(cells), Text(cells, 0), " valign=\"top\"")}{string.Concat(figures)}</tr>";
    }

    /// <summary>A row that is part of the row above begins with spaces, which HTML does not draw.</summary>
    private static string Indent(IReadOnlyList<string> cells) => cells is [[' ', ..], ..] ? "padding-left:16px;" : "";

    private static string Text(IReadOnlyList<string> cells, int column) => MailHtml.Text(PlainText.Cut(PlainText.Printable(cells.ElementAtOrDefault(column) ?? ""), MaxCell));
}
