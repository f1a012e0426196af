using RevenueBot.Charts;
using RevenueBot.Questions;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Wording;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack;

/// <summary>What of an answer Slack can draw itself, within its limits; what does not fit stays a picture or text.</summary>
internal static class NativeAnswer
{
    /// <summary>The chart in place of a picture; null where it is more than one value a point, or has too few.</summary>
    public static ChartBlock? Chart(Answer answer)
    {
        if (!answer.WantsPicture || answer.Chart?.Value is not { Plot: { Points.Count: > 1 } plot } chart) return null;
        List<NativePoint> points = [.. plot.Points.TakeLast(ChartBlock.MaxPoints).Select(point => new NativePoint(Cut(point.Label, ChartBlock.MaxLabel), point.Value))];
        if (points.DistinctBy(point => point.Label).Count() < points.Count) return null; // Slack tells points apart by their labels
        NativeAxis axis = new([.. points.Select(point => point.Label)], plot.Kind == PlotKind.Line ? "Month end" : "Movement", plot.Unit.Length > 0 ? Cut(plot.Unit, ChartBlock.MaxAxisLabel) : null);
        return new ChartBlock("chart", Cut(chart.Title, ChartBlock.MaxTitle), new(plot.Kind == PlotKind.Line ? "line" : "bar", [new(Cut(plot.Name, ChartBlock.MaxLabel), points)], axis));
    }

    /// <summary>The table that is shown; null where there is none, or it is larger than Slack takes.</summary>
    public static DataTableBlock? Table(Answer answer)
    {
        if (answer is not { Figures.Count: 0, Table: { Columns.Count: > 1 and <= DataTableBlock.MaxColumns, Rows.Count: > 0 and < DataTableBlock.MaxRows } table } || Chart(answer) is not null) return null;
        IReadOnlyList<IReadOnlyList<DataCell>> rows =
        [
            [.. table.Columns.Select(column => Text(column))],
            .. table.Rows.Select(row => (IReadOnlyList<DataCell>)[.. Enumerable.Range(0, table.Columns.Count).Select(i => Cell(i < row.Count ? row[i] : "", isLabel: i == 0))]),
        ];
        return rows.Sum(row => row.Sum(cell => cell.Text.Length)) > DataTableBlock.MaxText ? null : new DataTableBlock("table", Cut(answer.Headline, DataTableBlock.MaxCaption), rows);
    }

    private static DataCell Cell(string text, bool isLabel) => !isLabel && AnswerFile.Number(text) is { } value ? Text(text) with { Type = "raw_number", Value = value } : Text(text);

    private static DataCell Text(string text) => new("raw_text", Cut(text, DataTableBlock.MaxText));

    /// <summary>Plain text, never empty.</summary>
    private static string Cut(string text, int limit) => PlainText.Cut(PlainText.Printable(text), limit) is { Length: > 0 } cut ? cut : "–";
}
