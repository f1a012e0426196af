using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Ratios;

/// <summary>ARPA, ASP and quick ratio: everything they need is in the ledger's sums.</summary>
internal sealed class RatioAnswers(LedgerReader reader) : IMetricAnswers
{
    public IReadOnlyList<Metric> Metrics { get; } = [.. Ratio.All.Select(ratio => ratio.Metric)];

    public Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel) =>
        WriteAsync(asked, asked.Question.By == Dimension.Total ? new RatioPlan(asked) : new RatioKeysPlan(asked), cancel);

    public Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel) => WriteAsync(asked, new RatioReceipt(asked), cancel);

    private async Task<Answer> WriteAsync(Asked asked, IAnswerPlan plan, CancellationToken cancel)
    {
        var periods = plan.Periods.Distinct().ToList();
        var query = new LedgerQuery(asked.Question.By, AnswerPlan.Boundaries(periods), asked.Question.KnownAt);
        return plan.Write(new LedgerView(await reader.ReadAsync(query, cancel), asked, periods));
    }
}
