using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Usage;
using RevenueBot.Questions.Why;

namespace RevenueBot.Questions.Answers;

/// <summary>"/mrr" and "/arr": the ledger's own sums, and beside them what metered prices come to.</summary>
internal sealed class MrrAnswers(LedgerReader reader, WhyAnswers why, UsageMrrSource metered) : IMetricAnswers
{
    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Mrr, Metric.Arr];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        if (IsWhy(asked)) return await why.AnswerAsync(asked, cancel);
        var answer = await reader.WriteAsync(asked, AnswerPlan.For, cancel);
        return answer.Figures.Count > 0 && await UsageAsync(asked, cancel) is { } usage ? answer with { Figures = [.. answer.Figures, usage] } : answer;
    }

    public Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel) =>
        IsWhy(asked) ? why.ReceiptAsync(asked, cancel) : reader.WriteAsync(asked, named => new ReceiptPlan(named), cancel);

    private static bool IsWhy(Asked asked) => asked.Question is { Why: true, By: Dimension.Total };

    /// <summary>
    /// Usage MRR beside the balance of all, or of one plan; null where no item is metered. It is read ahead of questions, since it needs every
    /// metered item; only a question about what was known waits for it.
    /// </summary>
    private async Task<Figure?> UsageAsync(Asked asked, CancellationToken cancel)
    {
        if (asked.Question is not { Metric: Metric.Mrr, Window: null, By: Dimension.Total, Only: null or { By: Dimension.Plan } }) return null;
        if ((asked.Question.KnownAt is null ? await metered.FindAsync(asked, cancel) : await metered.GetAsync(asked, cancel)) is not { Items: > 0 } table) return null;
        var rates = (await reader.ContextAsync(Dimension.Total, asked.Day, asked.Question.KnownAt, cancel)).FxRates;
        return UsageMrrWords.Of(asked, table, new FxRates(asked.Currency, rates), asked.Question.Only?.Key).Figure;
    }
}
