using RevenueBot.Questions;
using RevenueBot.Questions.Language;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;
using RevenueBot.WebDashboard.Revenue;

namespace RevenueBot.Dashboard.Pages.Revenue;

/// <summary>Where MRR goes, under what the address supposes, and the targets it has to reach.</summary>
internal sealed class ForecastPanels(PageAnswers answers)
{
    private const string Id = "forecast", TargetId = "target";

    /// <summary>What the table of months does not say.</summary>
    private static readonly string[] _figures = ["forecast", "target_chance", "back_test_80"];

    public async Task<ForecastPanel?> ReadAsync(PageRequest request, PageLimits limits, WhatIf whatIf, CancellationToken cancel)
    {
        if (await answers.AskAsync(whatIf.Question(limits), request.Viewer, cancel) is not { Kind: AnswerKind.Figures } answer || AnswerParts.Table(answer, Id, "MRR ahead, by month end") is not { } table) return null;
        return new(
            new("Forecast and what-if", answer.Headline + Refusal(limits, Metric.Forecast), table, AnswerParts.Links(request, answer, Id), string.Join(' ', answer.Sentences)),
            [.. answer.Figures.Where(figure => _figures.Contains(figure.Key)).Select(figure => new Tile { Id = figure.Key.Replace('_', '-'), Label = figure.Label, Value = figure.Value, Note = figure.Comparison })],
            whatIf.Fields, WhatIf.Horizons, whatIf.Ahead is { } ahead ? $"{ahead}" : "", request.Address.Query.Where(pair => pair.Key != "page" && !WhatIf.Names.Contains(pair.Key)).ToDictionary());
    }

    public async Task<TablePanel?> TargetAsync(PageRequest request, PageLimits limits, CancellationToken cancel) =>
        await answers.AskAsync(limits.Question(Metric.Target), request.Viewer, cancel) is { Kind: AnswerKind.Figures } answer && AnswerParts.Table(answer, TargetId, "Targets") is { } table
            ? new("Targets", answer.Headline + Refusal(limits, Metric.Target), table with { Columns = [new("Target of"), .. table.Columns.Skip(1)] }, AnswerParts.Links(request, answer, TargetId), string.Join(' ', answer.Sentences)) : null;

    private static string Refusal(PageLimits limits, Metric metric) => limits.Unlimited(metric) is { } refusal ? $" {refusal}" : "";
}
