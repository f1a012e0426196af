using RevenueBot.Configuration;
using RevenueBot.Dashboard.Pages.Welcome;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages;

/// <summary>Where each part of the overview comes from.</summary>
internal sealed record OverviewParts(TopFigures Top, TodayFigures Today, TrendPanel Trend, MonthBridge Bridge, AtRiskPanel AtRisk, OpenAlertsPanel Alerts, CohortPanels Cohorts, SegmentPanel Segments);

/// <summary>The overview: the answers that a chief executive would ask for, side by side.</summary>
internal sealed class OverviewSource(PageAnswers answers, OverviewParts parts, FirstRun first, Company company, TimeProvider clock) : IPageSource<OverviewModel>
{
    public async Task<OverviewModel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        var limits = PageLimits.Of(request.Address, company.Calendar, clock.GetUtcNow());
        var (findTop, findToday, findTrend) = (parts.Top.ReadAsync(request, limits, cancel), parts.Today.ReadAsync(request, cancel), parts.Trend.ReadAsync(request, limits, "/forecast", cancel));
        var (findRisk, findAlerts) = (parts.AtRisk.ReadAsync(request, cancel), parts.Alerts.ReadAsync(request, cancel));
        var (findCohorts, findSegments) = (parts.Cohorts.ReadAsync(request, cancel), parts.Segments.ReadAsync(request, cancel));
        if (await answers.AskAsync(limits.Question(Questions.Language.Metric.Mrr), request.Viewer, cancel) is not { } mrr) return null;
        var (curves, revenue) = await findCohorts;
        return new OverviewModel
        {
            Lede = string.Join(' ', [mrr.Headline, .. mrr.Sentences.Skip(1).Take(1)]),
            Banner = limits.Refused is { } refused ? new Banner(refused, null, Judgement.None) : mrr.Notice is null ? first.BannerFor(request.Viewer) : null, Empty = FirstRun.EmptyFor(request.Viewer, mrr.DataThrough is not null),
            Top = await findTop, Today = await findToday, Trend = await findTrend, Month = parts.Bridge.Of(request, mrr), AtRisk = await findRisk, Alerts = await findAlerts,
            Curves = curves, RevenueCohorts = revenue, Segments = await findSegments,
        };
    }
}
