using RevenueBot.Configuration;
using RevenueBot.Dashboard.Pages.Welcome;
using RevenueBot.Questions.Language;
using RevenueBot.WebDashboard.Billing;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Billing;

/// <summary>Where each part of the billing page comes from.</summary>
internal sealed record BillingParts(PaymentPanels Payments, DunningPanel Dunning, TrialPanels Trials, LatestPayments Latest);

/// <summary>The billing page: money in, who has not paid, trials that become customers, and the ledger against the biller.</summary>
internal sealed class BillingSource(PageAnswers answers, BillingParts parts, Company company, TimeProvider clock) : IPageSource<BillingModel>
{
    public async Task<BillingModel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        var limits = PageLimits.Of(request.Address, company.Calendar, clock.GetUtcNow());
        var (findPayments, findMonths, findMrr) = (parts.Payments.ReadAsync(limits.Over(Metric.Payments), cancel), parts.Payments.ReadAsync(limits.OverMonths(Metric.Payments), cancel), answers.AskAsync("/mrr", request.Viewer, cancel));
        var (findDunning, findTrials) = (parts.Dunning.ReadAsync(request, limits, cancel), parts.Trials.ReadAsync(request, limits, cancel));
        var (view, payments) = await findPayments;
        if (payments.Table is null && view.Snapshot.Sources.Count == 0) return new BillingModel { Lede = payments.Headline, Banner = BannerOf(limits), Empty = FirstRun.EmptyFor(request.Viewer, hasSource: false) };
        var ((_, months), dunning, trials) = (await findMonths, await findDunning, await findTrials);
        var (trend, table) = PaymentPanels.Months(request, months);
        return new BillingModel
        {
            Lede = string.Join(' ', ((string?[])[payments.Headline, dunning?.Answer.Headline]).OfType<string>()), Banner = BannerOf(limits), Money = PaymentPanels.Tiles(payments, months),
            Dunning = dunning?.Panel, Reasons = parts.Payments.Reasons(request, payments, view), Lines = PaymentPanels.Lines(request, payments, view), Trend = trend, Months = table, Funnel = trials.Funnel, Trials = trials.Trials,
            Latest = await parts.Latest.ReadAsync(request, view, cancel), Reconciliation = Reconciliations.Of(view, await findMrr),
        };
    }

    /// <summary>What of the address is not followed, or not by every figure.</summary>
    private static Banner? BannerOf(PageLimits limits)
    {
        string[] said = [.. ((string?[])
        [
            limits.Refused, limits.Filter.Only is { By: var by } ? $"Not limited to one {by.ToString().ToLowerInvariant()}, but of the whole company: trials, reconciliation." : null,
            limits.Filter.ConstantCurrency ? "Payments are at the rates of their days: there is no view of them at constant currency." : null,
        ]).OfType<string>()];
        return said.Length == 0 ? null : new Banner(said[0], string.Join(' ', said.Skip(1)) is { Length: > 0 } rest ? rest : null, Judgement.None);
    }
}
