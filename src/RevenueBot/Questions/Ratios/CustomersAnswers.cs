using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Ratios;

/// <summary>"/customers": how many pay, and who came and went, as counts.</summary>
internal sealed class CustomersAnswers(LedgerReader reader) : IMetricAnswers
{
    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Customers];

    public Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel) =>
        WriteAsync(asked, asked => asked.Question.By == Dimension.Total ? new CustomersPlan(asked) : new CustomersKeysPlan(asked), cancel);

    public Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel) => WriteAsync(asked, asked => new CustomersReceipt(asked), cancel);

    private async Task<Answer> WriteAsync(Asked asked, Func<Asked, IAnswerPlan> planOf, CancellationToken cancel)
    {
        var periods = planOf(asked).Periods.Distinct().ToList();
        var (named, snapshot) = await reader.ReadAsync(asked, periods, cancel);
        var answer = planOf(named).Write(new LedgerView(CountCells.Of(snapshot, asked.Currency), named, periods));
        return answer with { Series = WithMoney([.. answer.Series], new LedgerView(snapshot, named, periods)) };
    }

    /// <summary>The same rows with their money, which counting customers leaves out.</summary>
    private static IReadOnlyList<PeriodMrr> WithMoney(IReadOnlyList<PeriodMrr> rows, LedgerView ledger) =>
        ledger.Rows([.. rows.Select(row => row.Period).Distinct()]);
}
