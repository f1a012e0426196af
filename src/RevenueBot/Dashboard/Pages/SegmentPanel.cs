using RevenueBot.Questions;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages;

/// <summary>The segmentation grid, as <c>/segments</c> tells it.</summary>
internal sealed class SegmentPanel(PageAnswers answers)
{
    private const string Id = "segments", Risk = "Churn risk";

    public async Task<TablePanel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        if (await answers.AskAsync("/segments", request.Viewer, cancel) is not { } answer || AnswerParts.Table(answer, Id, "Customer segments") is not { } table) return null;
        var risk = table.Columns.Select((column, i) => column.Name == Risk ? i : -1).Max();
        IReadOnlyList<Cell>[] rows = [.. table.Rows.Select(row => (IReadOnlyList<Cell>)[.. row.Select((cell, i) => i == risk && TagOf(cell.Text) is { } tag ? new Cell("") { Tag = tag, Raw = cell.Text } : cell)])];
        return new("Segments", answer.Headline, table with { AsCards = true, Rows = rows[..^1], Total = rows[^1] }, AnswerParts.Links(request, answer, Id));
    }

    private static Tag? TagOf(string risk) => risk switch
    {
        "Low" => new(risk, Judgement.Good),
        "Medium" => new(risk, Judgement.Warn),
        "High" => new(risk, Judgement.Bad),
        _ => null,
    };
}
