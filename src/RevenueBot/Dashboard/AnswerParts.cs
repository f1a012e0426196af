using System.Globalization;
using RevenueBot.Charts;
using RevenueBot.Questions;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard;

/// <summary>Parts of pages from parts of answers: nothing is computed, so a page says what the answer says.</summary>
internal static class AnswerParts
{
    /// <summary>The answer's table; its columns after the first are figures where they look like some.</summary>
    public static DataTable? Table(Answer answer, string id, string caption)
    {
        if (answer.Table is not { } table) return null;
        var numbers = table.Columns.Select((_, i) => i > 0 && table.Rows.Any(row => i < row.Count && row[i].Length > 0) && table.Rows.All(row => i >= row.Count || row[i].Length == 0 || IsFigure(row, i) || row[i] is "–")).ToList();
        return new()
        {
            Id = id, Caption = caption, Note = table.Note, Columns = [.. table.Columns.Select((name, i) => new Column(name, numbers[i]))],
            Rows = [.. table.Rows.Select(row => (IReadOnlyList<Cell>)[.. row.Select(CellOf)])],
        };
    }

    /// <summary>A figure's text, with the same as a plain number for a file.</summary>
    public static Cell CellOf(string text) => AnswerFile.Number(text) is { } number ? Cell.Of(text, number) : new Cell(text);

    /// <summary>A chart in both themes and sizes, with its points as a table.</summary>
    public static Picture? Picture(Answer answer, string id) => answer.Chart?.Value is { } chart ? Picture(chart, id) : null;

    public static Picture Picture(Chart chart, string id, DataTable? table = null) => new(PageChart.Inline(chart, id), chart.Title, table ?? Points(chart, id));

    /// <summary>A line without words, for a tile.</summary>
    public static string? Spark(string name, Answer? answer) => answer?.Chart?.Value.Plot is { Points.Count: > 1 } plot ? Spark(name, [.. plot.Points.Select(point => (decimal?)point.Value)]) : null;

    public static string Spark(string name, IReadOnlyList<decimal?> values) => PageChart.BothThemes(new Sparkline(name, Measure.Score, values).Svg(Theme.Light, (84, 30)));

    /// <summary>Of which day an answer is: "as of 30 Nov 2026".</summary>
    public static string? AsOf(Answer? answer) => answer?.AsOf is { } day ? $"as of {Days.WithYear(day)}" : null;

    /// <summary>Where the proof of an answer is.</summary>
    public static string? Receipt(Answer? answer) => answer is { HasReceipt: true } ? $"/receipt?id={answer.Id}" : null;

    /// <summary>Links to what stands behind a panel.</summary>
    public static PanelLinks Links(PageRequest request, Answer? answer, string? tableId) =>
        new(Receipt(answer), tableId is not null && request.Viewer.Has(Rights.Exports) ? request.Address.With(PageRequest.Export, tableId).ToString() : null);

    private static bool IsFigure(IReadOnlyList<string> row, int i) => i < row.Count && row[i].Any(char.IsAsciiDigit) && row[i].All(letter => !char.IsAsciiLetter(letter) || row[i].Length < 4);

    private static DataTable Points(Chart chart, string id) => chart.Plot is not { } plot
        ? new() { Id = id, Caption = chart.Title, Columns = [new("What it shows")], Rows = [.. chart.AltText.Length == 0 ? (IReadOnlyList<Cell>[])[] : [[chart.AltText]]] }
        : new()
        {
            Id = id, Caption = chart.Title, Columns = [new(""), new(plot.Unit.Length == 0 ? plot.Name : $"{plot.Name}, {plot.Unit}", true)],
            Rows = [.. plot.Points.Select(point => (IReadOnlyList<Cell>)[point.Label, new Cell(point.Text) { Raw = point.Value.ToString(CultureInfo.InvariantCulture) }])],
        };
}
