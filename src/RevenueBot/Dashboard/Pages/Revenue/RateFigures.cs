using RevenueBot.Questions;
using RevenueBot.Questions.Language;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Revenue;

/// <summary>The second row: net and gross retention, the three churns and the quick ratio, each with the days it is of.</summary>
internal sealed class RateFigures(PageAnswers answers)
{
    public async Task<IReadOnlyList<Tile>> ReadAsync(PageRequest request, PageLimits limits, CancellationToken cancel)
    {
        var (findRetention, findChurn) = (answers.AskAsync(limits.Question(Metric.Retention), request.Viewer, cancel), answers.AskAsync(limits.QuestionOver(Metric.Churn), request.Viewer, cancel));
        var ratio = await answers.AskAsync(limits.QuestionOver(Metric.QuickRatio), request.Viewer, cancel);
        var (retention, churn) = (await findRetention, await findChurn);
        return
        [
            .. Tiles(retention, _ => Window(retention), ("nrr", "NRR"), ("grr", "GRR")),
            .. Tiles(churn, figure => Span(churn) is { Length: > 0 } span ? $"{span}, {figure.Comparison}" : figure.Comparison, ("logo_churn", "Logo churn"), ("gross_mrr_churn", "Gross MRR churn"), ("net_mrr_churn", "Net MRR churn")),
            .. Quick(ratio),
        ];
    }

    private static IEnumerable<Tile> Tiles(Answer? answer, Func<Figure, string?> note, params (string Key, string Label)[] rates) => answer is null ? [] : rates
        .Select(rate => (rate.Key, rate.Label, Figure: answer.Figures.FirstOrDefault(figure => figure.Key == rate.Key))).Where(rate => rate.Figure is not null)
        .Select(rate => new Tile
        {
            Id = rate.Key.Replace('_', '-'), Label = rate.Label, Value = rate.Figure!.Value, Note = rate.Figure.Number is null ? rate.Figure.Comparison : note(rate.Figure), Receipt = AnswerParts.Receipt(answer), IsStale = answer.Notice is not null,
        });

    private static IEnumerable<Tile> Quick(Answer? ratio)
    {
        var figures = ratio?.Figures.ToDictionary(figure => figure.Key) ?? [];
        if (figures.GetValueOrDefault("quick_ratio") is not { } quick) return [];
        var of = figures.TryGetValue("gains", out var gains) && figures.TryGetValue("losses", out var losses) ? $"{gains.Value} gained, {losses.Value} lost" : null;
        return [new Tile { Id = "quick-ratio", Label = "Quick ratio", Value = quick.Value, Note = string.Join("; ", ((string?[])[quick.Comparison, of]).OfType<string>()), Receipt = AnswerParts.Receipt(ratio), IsStale = ratio!.Notice is not null }];
    }

    /// <summary>The longest window with customers at its start, which the answer is about: "12 months to 31 Oct".</summary>
    private static string Window(Answer? retention) => retention?.Table is { } table ? (table.Rows.LastOrDefault(row => row[^1] != "0") ?? table.Rows[^1])[0].TrimEnd('†') : "";

    /// <summary>The month or span the answer is about: "October", "June–November".</summary>
    private static string Span(Answer? churn) => churn?.Table switch
    {
        null or { Rows.Count: 0 } => "",
        { Columns: [_, var now, _] } => now.TrimEnd('†'),
        var table => $"{table.Rows[0][0]}–{table.Rows[^1][0].TrimEnd('†')}",
    };
}
