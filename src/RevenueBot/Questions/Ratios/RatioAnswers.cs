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
        reader.WriteAsync(asked, asked => asked.Question.By == Dimension.Total ? new RatioPlan(asked) : new RatioKeysPlan(asked), cancel);

    public Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel) => reader.WriteAsync(asked, asked => new RatioReceipt(asked), cancel);
}
