using RevenueBot.Configuration;
using RevenueBot.Questions;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Usage;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;
using RevenueBot.WebDashboard.Usage;

namespace RevenueBot.Dashboard.Pages.Usage;

/// <summary>What <c>/usage</c> answers, with what it is made of.</summary>
internal sealed record UsageAnswer(UsageRead Read, Answer Answer);

/// <summary>The usage page: who is active, on which plan, in what, and who is near a limit. Its figures end where the data ends.</summary>
internal sealed class UsagePageSource(PageAnswers answers, PageAsk ask, UsageFigures figures, LimitsPanel limitsPanel, Company company, TimeProvider clock) : IPageSource<UsageModel>
{
    public async Task<UsageModel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        var limits = PageLimits.Of(request.Address, company.Calendar, clock.GetUtcNow());
        var question = limits.Over(Metric.Usage);
        var findNear = limitsPanel.ReadAsync(request, cancel);
        var (read, usage) = (await answers.ReadAsync(question.ToString(), ReadAsync, cancel))!;
        var (near, lede) = (await findNear, usage.Headline);
        if (read.LastUsed is null) return new UsageModel { Lede = lede, Banner = BannerOf(usage, limits), Empty = new("No usage has arrived yet", UsagePanels.HowToSend) };
        if (near?.Count > 0) lede = $"{lede} {near.Value.Panel.Explain}";
        return new UsageModel
        {
            Lede = lede, Banner = BannerOf(usage, limits), People = UsagePanels.Tiles(usage), Trend = UsagePanels.Trend(request, usage, read.View), Plans = UsagePanels.Plans(request, usage, read.View),
            Metrics = UsagePanels.Metrics(request, usage), Limits = near?.Panel,
        };

        async Task<UsageAnswer?> ReadAsync(CancellationToken stop)
        {
            var found = await figures.ReadAsync(ask.Of(Metric.Usage) with { Question = question }, stop);
            return new(found, UsageAnswers.Write(found));
        }
    }

    /// <summary>Where the data ends comes first; then what of the address is not followed, or not by every figure.</summary>
    private static Banner? BannerOf(Answer usage, PageLimits limits)
    {
        string[] said = [.. ((string?[])
        [
            usage.Notice, limits.Refused, limits.Unlimited(Metric.Usage),
            limits.Filter.Only is { By: Metrics.Dimension.Plan } ? "Who was active in 7 days or in all, and who is near a limit, is told of the whole company." : null,
        ]).OfType<string>()];
        return said.Length == 0 ? null : ShellSource.BannerOf(string.Join(' ', said)) with { Judgement = usage.Notice is null ? Judgement.None : Judgement.Warn };
    }
}
