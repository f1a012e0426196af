using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Metrics.Trials;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Forecasting;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Restating;
using RevenueBot.Questions.Retention;
using RevenueBot.Questions.Trials;
using RevenueBot.Questions.Why;

namespace RevenueBot.Reports.Monthly;

/// <summary>Reads the figures behind the answers, where a page draws or adds up what an answer says in words.</summary>
internal sealed class MonthlyReading(
    WhyFigures why, LedgerReader ledger, RetentionDesk retention, CohortDesk cohorts, ForecastSource forecasts, TrialSource trials, KeptForecasts kept, DataProblems problems, RestatementNotes restated, LedgerRules rules)
{
    private const int MostProblems = 8;

    public LedgerRules Rules => rules;

    /// <summary>The month and the one before.</summary>
    public Task<WhyView> WhyAsync(Asked asked, CancellationToken cancel)
    {
        var month = Month.Of(asked.Day);
        return why.ReasonsAsync(asked, [Period.Of(month), Period.Of(month.Previous)], cancel);
    }

    public async Task<(LedgerView Ledger, IReadOnlyList<Period> Months)> PlansAsync(Asked asked, int count, CancellationToken cancel)
    {
        var byPlan = asked with { Question = asked.Question with { By = Dimension.Plan } };
        IReadOnlyList<Period> months = [.. Enumerable.Range(1 - count, count).Select(back => Period.Of(Month.Of(asked.Day).Plus(back)))];
        var (named, snapshot) = await ledger.ReadAsync(byPlan, months, cancel);
        return (new LedgerView(snapshot, named, months), months);
    }

    public Task<RetentionView> ChurnAsync(Asked asked, int count, CancellationToken cancel) =>
        retention.ReadAsync(asked with { Question = new Question { Metric = Metric.Churn, Facet = Facet.Gross, AsOf = asked.Day, Window = new Window.Last(count, CalendarUnit.Month) } }, cancel);

    public Task<CohortView> CohortsAsync(Asked asked, CancellationToken cancel) => cohorts.ReadAsync(asked with { Question = new Question { Metric = Metric.Cohorts, AsOf = asked.Day } }, cancel);

    public async Task<ForecastView> ForecastAsync(Asked asked, CancellationToken cancel)
    {
        var question = asked with { Question = new Question { Metric = Metric.Forecast, AsOf = asked.Day } };
        var context = await ledger.ContextAsync(Dimension.Total, asked.Day, cancel);
        return new ForecastView(question, (await forecasts.GetAsync(question, cancel)).Value, context.Targets);
    }

    public async Task<TrialTable> TrialsAsync(Asked asked, CancellationToken cancel) =>
        (await trials.GetAsync(asked with { Question = new Question { Metric = Metric.Trials, AsOf = asked.Day } }, cancel)).Value;

    /// <summary>Kept forecasts of months that are over, with what they closed with.</summary>
    public async Task<IReadOnlyList<KeptForecast>> PastForecastsAsync(Asked asked, CancellationToken cancel)
    {
        var past = await kept.PastAsync(asked.Day, asked.Currency, cancel);
        List<Period> months = [.. past.Select(one => Period.Of(Month.Of(one.Month))).Distinct()];
        if (months.Count == 0) return past;
        var (named, snapshot) = await ledger.ReadAsync(asked, months, cancel);
        LedgerView view = new(snapshot, named, months);
        return [.. past.Select(one => one with { Actual = view.Mrr(Period.Of(Month.Of(one.Month))).Closing })];
    }

    public Task<IReadOnlyList<DataProblem>> ProblemsAsync(CancellationToken cancel) => problems.ReadAsync(MostProblems, cancel);

    public Task<Untold> UntoldAsync(Asked asked, string reader, CancellationToken cancel) => restated.ReadAsync(asked, reader, cancel);
}
