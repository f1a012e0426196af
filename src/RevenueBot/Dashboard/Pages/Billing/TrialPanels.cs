using RevenueBot.Questions;
using RevenueBot.Questions.Language;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;

namespace RevenueBot.Dashboard.Pages.Billing;

/// <summary>How many trials become customers, as <c>/trials conversion</c> tells it: the funnel of one month, and the months beside each other.</summary>
internal sealed class TrialPanels(PageAnswers answers)
{
    private const string Id = "trials";

    public async Task<(PicturePanel? Funnel, TablePanel? Trials)> ReadAsync(PageRequest request, PageLimits limits, CancellationToken cancel)
    {
        var question = limits.Over(Metric.Trials) with { Facet = Facet.Conversion };
        if (await answers.AskAsync(question.ToString(), request.Viewer, cancel) is not { Kind: AnswerKind.Figures } answer || AnswerParts.Table(answer, Id, "Trials by the month they began in") is not { } table) return (null, null);
        var (links, whole) = (AnswerParts.Links(request, answer, Id), limits.Filter.Only is null ? "" : "Of the whole company. ");
        return (
            answer.Chart?.Value is { } chart ? new("Trials to paid", whole + chart.Title, AnswerParts.Picture(chart, Id, table), links with { Csv = null }) : null,
            new("Trials by the month they began in", whole + answer.Headline, table, links, string.Join(' ', answer.Sentences)));
    }
}
