using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Ratios;

/// <summary>LTV at the ends of some periods, with the ledger it stands on.</summary>
internal sealed record LtvView(LedgerView Ledger, IReadOnlyDictionary<Period, LtvEstimate> Values);

/// <summary>Reads what LTV is made of: MRR and customers of a day, and the churn of the six whole months before.</summary>
internal sealed class LtvFigures(LedgerReader ledger, RetentionReader retention, Settings settings)
{
    public decimal GrossMargin => settings.GrossMargin;

    /// <param name="asked">Its dimension is not looked at: LTV is of all customers.</param>
    public async Task<LtvView> ReadAsync(Asked asked, IReadOnlyList<Period> periods, CancellationToken cancel)
    {
        var question = asked.Question with { By = Dimension.Total, Only = null };
        var snapshot = await ledger.ReadAsync(new LedgerQuery(Dimension.Total, AnswerPlan.Boundaries(periods), question.KnownAt), cancel);
        LedgerView view = new(snapshot, asked with { Question = question }, periods);
        List<Month> months = [.. periods.SelectMany(period => MonthsBefore(period, asked)).Distinct().Order()];
        var rows = await retention.ReadAsync([.. months.Select(Period.Of)], asked.Currency, question.KnownAt, cancel);
        var churn = months.Zip(rows, (month, row) => new MonthChurn(month, row.OpeningCustomers, row.LeftCustomers)).ToDictionary(month => month.Month);
        return new(view, periods.Distinct().ToDictionary(period => period, period => LtvEstimate.Of(
            RevenueRatios.Arpa(view.Mrr(period)), settings.GrossMargin, [.. MonthsBefore(period, asked).Select(month => churn[month])])));
    }

    private static IEnumerable<Month> MonthsBefore(Period period, Asked asked) => LtvEstimate.MonthsBefore(period.LastDay, period.LastDay < asked.Day || asked.DayIsOver);
}
