using RevenueBot.Configuration;
using RevenueBot.Questions;
using RevenueBot.Questions.Forecasting;
using RevenueBot.Questions.Language;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;
using RevenueBot.WebDashboard.Revenue;

namespace RevenueBot.Dashboard.Pages.Revenue;

/// <summary>Where each part of the revenue page comes from.</summary>
internal sealed record RevenueParts(LevelFigures Level, RateFigures Rates, TrendPanel Trend, MovementPanels Movements, RetentionPanels Retention, ForecastPanels Forecast);

/// <summary>The revenue page: MRR, everything that moved it, and where it goes.</summary>
internal sealed class RevenueSource(PageAnswers answers, RevenueParts parts, Company company, TimeProvider clock) : IPageSource<RevenueModel>
{
    public async Task<RevenueModel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        var limits = PageLimits.Of(request.Address, company.Calendar, clock.GetUtcNow());
        var (whatIf, viewer) = (WhatIf.Of(request.Address), request.Viewer);
        var (findWhy, findMrr) = (answers.AskAsync((limits.Over(Metric.Mrr) with { Why = true }).ToString(), viewer, cancel), answers.AskAsync(limits.Question(Metric.Mrr), viewer, cancel));
        var (findRates, findMonths, findSplit) = (parts.Rates.ReadAsync(request, limits, cancel), parts.Movements.MonthsAsync(request, limits, cancel), parts.Movements.SplitAsync(request, limits, cancel));
        var (findChurn, findRetention) = (parts.Retention.ChurnAsync(request, limits, cancel), parts.Retention.WindowsAsync(request, limits, cancel));
        var (findLifetime, findLtv) = (parts.Retention.LifetimeAsync(request, limits, cancel), parts.Retention.LtvAsync(request, limits, cancel));
        var (findTrend, findForecast, findTarget) = (parts.Trend.ReadAsync(request, limits, whatIf.Question(limits), cancel), parts.Forecast.ReadAsync(request, limits, whatIf, cancel), parts.Forecast.TargetAsync(request, limits, cancel));
        if (await findMrr is not { } mrr || await findWhy is not { } why) return null;
        var lede = string.Join(' ', [why.Headline, .. why.Sentences.Take(1)]);
        if (mrr.Table is null && why.Table is null) return new RevenueModel { Lede = lede, Banner = BannerOf(limits, whatIf), Empty = new(mrr.Headline, mrr.Sentences.Count > 0 ? string.Join(' ', mrr.Sentences) : "Choose another period or another plan.") };
        return new RevenueModel
        {
            Lede = lede, Banner = BannerOf(limits, whatIf), Level = await parts.Level.ReadAsync(request, limits, (mrr, why), cancel), Rates = await findRates, Trend = await findTrend is { } trend ? trend with { Title = whatIf.Supposed.IsNothing ? trend.Title : $"{trend.Title}, {ForecastWords.Supposed(whatIf.Supposed)}" } : null, Months = await findMonths,
            Reasons = MovementPanels.Reasons(request, why), Split = await findSplit, Churn = await findChurn, Retention = await findRetention, Lifetime = await findLifetime, Ltv = await findLtv,
            Forecast = await findForecast, Target = await findTarget,
        };
    }

    /// <summary>What of the address is not followed, or not by every figure.</summary>
    private static Banner? BannerOf(PageLimits limits, WhatIf whatIf)
    {
        string[] said = [.. ((string?[])[limits.Refused, .. whatIf.Refused, Unlimited(limits), limits.Filter.ConstantCurrency ? "MRR and its movements are at constant currency; every other figure is at the rates of its days." : null]).OfType<string>()];
        return said.Length == 0 ? null : new Banner(said[0], string.Join(' ', said.Skip(1)) is { Length: > 0 } rest ? rest : null, Judgement.None);
    }

    private static string? Unlimited(PageLimits limits)
    {
        if (limits.Filter.Only is not { By: var by }) return null;
        (Metric Metric, string Name)[] parts = [(Metric.Clv, "realised CLV"), (Metric.Ltv, "LTV"), (Metric.Forecast, "the forecast"), (Metric.Target, "targets")];
        var whole = parts.Where(part => !limits.Fits(part.Metric)).Select(part => part.Name).Append("the split").ToList();
        return $"Not limited to one {by.ToString().ToLowerInvariant()}, but of the whole company: {string.Join(", ", whole)}.";
    }
}
