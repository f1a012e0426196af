using RevenueBot.Metrics;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Metrics.Retention;
using RevenueBot.Metrics.Storage;
using RevenueBot.Metrics.Trials;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Trials;

namespace RevenueBot.Questions.Daily;

/// <summary>The panel of a day: what it brought, and the trends it stands in.</summary>
/// <param name="Ledger">With the rows <paramref name="Day"/>, <paramref name="Thirty"/> and <paramref name="Month"/>.</param>
/// <param name="Thirty">The thirty days up to the day.</param>
/// <param name="Month">The month so far.</param>
/// <param name="Churn">The last whole month.</param>
internal sealed record DayView(
    LedgerView Ledger, Period Day, Period Thirty, Period Month, DayFacts Facts, CashRevenue Revenue, RetentionPeriod Churn, TrialTable Trials)
{
    public PeriodMrr Now => Ledger.Mrr(Day);
}

/// <summary>Reads the panel. Days are the company's local days, of 23 or 25 hours where clocks change.</summary>
internal sealed class DayFigures(LedgerReader ledger, DayReader days, RetentionReader retention, TrialSource trials)
{
    private const int TrendDays = 30;

    public async Task<DayView> ReadAsync(Asked asked, CancellationToken cancel)
    {
        Period day = new(asked.Day, asked.Day.AddDays(1)), thirty = new(day.End.AddDays(-TrendDays), day.End), month = new(Month.Of(asked.Day).FirstDay, day.End);
        Period[] periods = [day, thirty, month];
        var knownAt = asked.Question.KnownAt;
        var snapshot = await ledger.ReadAsync(new LedgerQuery(Dimension.Total, AnswerPlan.Boundaries(periods), knownAt), cancel);
        var facts = await days.ReadAsync(asked.Day, asked.Calendar, knownAt, cancel);
        LedgerView view = new(snapshot, asked, periods);
        var revenue = CashRevenue.Of(facts.Payments, asked.Day, view.Rates);
        var churn = await retention.ReadAsync([Period.Of(LastWholeMonth(asked))], asked.Currency, knownAt, cancel);
        return new DayView(view, day, thirty, month, facts, revenue, churn[0], (await trials.GetAsync(asked, cancel)).Value);
    }

    private static Month LastWholeMonth(Asked asked)
    {
        var running = Month.Of(asked.Day);
        return asked.DayIsOver && asked.Day == running.LastDay ? running : running.Previous;
    }
}
