using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Answers;

/// <summary>
/// Answers about some metrics that need more than the ledger's sums. Reads what it needs, has pure functions compute, and writes
/// the answer; it is found by <see cref="Metrics"/>.
/// </summary>
internal interface IMetricAnswers
{
    IReadOnlyList<Metric> Metrics { get; }

    Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel);

    /// <summary>What adds up to the figure: its rows or its formula with the figures put in.</summary>
    Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel);
}
