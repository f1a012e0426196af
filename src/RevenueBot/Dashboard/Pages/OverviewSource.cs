using RevenueBot.Configuration;
using RevenueBot.Questions;
using RevenueBot.Questions.Language;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages;

/// <summary>The overview: the answers that a chief executive would ask for, side by side.</summary>
internal sealed class OverviewSource(PageAnswers answers, TopFigures top, TodayFigures today, MonthBridge bridge, Company company, TimeProvider clock) : IPageSource<OverviewModel>
{
    public async Task<OverviewModel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        var limits = PageLimits.Of(request.Address, company.Calendar, clock.GetUtcNow());
        var (findMrr, findTrend) = (answers.AskAsync(limits.Question(Metric.Mrr), request.Viewer, cancel), answers.AskAsync(limits.Question(Metric.Forecast), request.Viewer, cancel));
        var (findTop, findToday) = (top.ReadAsync(request, limits, cancel), today.ReadAsync(request, cancel));
        if (await findMrr is not { } mrr) return null;
        return new OverviewModel
        {
            Lede = string.Join(' ', [mrr.Headline, .. mrr.Sentences.Skip(1).Take(1)]),
            Banner = limits.Refused is { } refused ? new Banner(refused, null, Judgement.None) : null,
            Top = await findTop, Today = await findToday,
            Trend = Trend(request, limits, mrr, await findTrend),
            Month = bridge.Of(request, mrr),
        };
    }

    /// <summary>With its projection, where it is of the whole company and of today; else what happened.</summary>
    private static PicturePanel? Trend(PageRequest request, PageLimits limits, Answer mrr, Answer? forecast)
    {
        var answer = limits.IsOfAll && forecast is { Kind: AnswerKind.Figures, Chart: not null } ? forecast : mrr;
        return AnswerParts.Picture(answer, "trend") is not { } picture ? null
            : new("Revenue trend", picture.Finding, picture, AnswerParts.Links(request, answer, "trend"), answer == forecast ? forecast.Headline : null);
    }
}
