using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Forecasting.Mrr;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Forecasting;

/// <summary>What the forecast of MRR rests on: the closed months, the running one, and what is scheduled; once a day ahead of questions.</summary>
internal sealed class ForecastSource(LedgerReader ledger, ScheduleReader schedule, CustomerHistoryReader history, PrecomputedStore store, Ahead ahead, LedgerRules rules, Company company) : IRefresh
{
    /// <summary>As far ahead as can be asked for.</summary>
    public const int LongestHorizon = 36;

    private const int BackTestHorizon = 6;

    /// <summary>As many as the forecaster looks at, and one before them.</summary>
    private const int ClosedMonths = 49;

    public string Name => "forecast";

    public Cadence Cadence => Cadence.Daily;

    public Task<Precomputed<MrrOutlook>> GetAsync(Asked asked, CancellationToken cancel) =>
        ahead.GetAsync(Name, asked, (day, knownAt) => ComputeAsync(day, knownAt ?? asked.Now, knownAt, cancel), cancel);

    public async Task RunAsync(DateTimeOffset at, CancellationToken cancel) =>
        await store.WriteAsync(Name, new Precomputed<MrrOutlook>(await ComputeAsync(company.Calendar.DayOf(at), at, null, cancel), at), cancel);

    /// <param name="moment">When it is asked: a day that runs at that moment is not over.</param>
    private async Task<MrrOutlook> ComputeAsync(DateOnly day, DateTimeOffset moment, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var isOver = day < company.Calendar.DayOf(moment);
        var running = isOver && day == Month.Of(day).LastDay ? Month.Of(day).Next : Month.Of(day);
        List<Period> closed = [.. Enumerable.Range(-ClosedMonths, ClosedMonths).Select(back => Period.Of(running.Plus(back)))];
        // In a month that has not begun yet the last closing is where it starts.
        var now = running.Contains(day) ? new Period(running.FirstDay, day.AddDays(1)) : closed[^1];
        var snapshot = await ledger.ReadAsync(new LedgerQuery(Dimension.Total, AnswerPlan.Boundaries([.. closed, now]), knownAt), cancel);
        FxRates rates = new(company.Currency, snapshot.FxRates);
        var rows = MrrSeries.Compute(snapshot.Cells, [.. closed.Append(now).Distinct()], rates);
        List<PeriodMrr> months = [.. rows.Take(closed.Count)];
        var (scheduled, ended) = await schedule.ReadAsync(day, company.Calendar.StartOf(day.AddDays(1)), knownAt, cancel);
        var known = KnownAhead.Of(scheduled, ended, (running, LongestHorizon), company.Calendar, (rates, day)).With(await TermsAsync(day, knownAt, cancel), (running, LongestHorizon), (rates, day));
        return new(running.FirstDay, rows[^1].Closing, Left(running, day, isOver), known, MrrModel.Fit(months, LongestHorizon), BackTest.Run(months, BackTestHorizon));
    }

    private async Task<List<TermMrr>> TermsAsync(DateOnly day, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        List<TermMrr> terms = [];
        await foreach (var events in history.LongTermAsync(knownAt, cancel)) terms.AddRange(TermMrr.Of(events, day, rules));
        return terms;
    }

    /// <summary>The running day still counts.</summary>
    private static double Left(Month running, DateOnly day, bool isOver) =>
        running.Contains(day) ? (running.LastDay.DayNumber - day.DayNumber + (isOver ? 0 : 1)) / (double)running.LastDay.Day : 1;
}
