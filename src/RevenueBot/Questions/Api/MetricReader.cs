using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Api;

/// <summary>MRR and its movements as series, for the HTTP route and the command line.</summary>
internal sealed class MetricReader(LedgerReader reader, KnownNames names, Company company)
{
    public DateOnly Today(DateTimeOffset now) => company.Calendar.DayOf(now);

    public CompanyCalendar Calendar => company.Calendar;

    public async Task<MetricJson<MrrEntry, MrrSummary>> MrrAsync(MetricQuery query, DateTimeOffset now, CancellationToken cancel)
    {
        var (view, periods, whole) = await ReadAsync(query, now, cancel);
        return MetricJson.Of(view, query, MrrSummary.Of(view.Mrr(whole), company.Currency),
            [.. view.Rows(periods).Select(row => MrrEntry.Of(row, Key(view, query, row), company.Currency))]);
    }

    public async Task<MetricJson<ArrEntry, MrrSummary>> ArrAsync(MetricQuery query, DateTimeOffset now, CancellationToken cancel)
    {
        var (view, periods, whole) = await ReadAsync(query, now, cancel, Metric.Arr);
        return MetricJson.Of(view, query, MrrSummary.Of(view.Total(whole), company.Currency),
            [.. view.Rows(periods).Select(view.InMetric).Select(row => ArrEntry.Of(row, Key(view, query, row), company.Currency))]);
    }

    /// <summary>The query with the key of its plan, country, segment or currency; else what is wrong.</summary>
    public async Task<(MetricQuery? Query, string? Wrong)> ResolveAsync(MetricQuery query, DateTimeOffset now, CancellationToken cancel) =>
        query.Resolve(await names.ForAsync(query, now, cancel));

    public async Task<MetricJson<MovementEntry, MovementEntry>> MovementsAsync(MetricQuery query, DateTimeOffset now, CancellationToken cancel)
    {
        var (view, periods, whole) = await ReadAsync(query, now, cancel);
        return MetricJson.Of(view, query, MovementEntry.Of(view.Mrr(whole), null, company.Currency),
            [.. view.Rows(periods).Select(row => MovementEntry.Of(row, Key(view, query, row), company.Currency))]);
    }

    private async Task<(LedgerView View, IReadOnlyList<Period> Periods, Period Whole)> ReadAsync(
        MetricQuery query, DateTimeOffset now, CancellationToken cancel, Metric metric = Metric.Mrr)
    {
        var periods = query.Periods(company.Calendar);
        Period whole = new(query.First, query.Last.AddDays(1));
        var asked = new Asked
        {
            Question = new Question { Metric = metric, By = query.By, Only = query.Only, KnownAt = query.KnownAt }, Now = now, Calendar = company.Calendar, Currency = company.Currency,
        };
        List<Period> all = [.. periods, whole];
        var snapshot = await reader.ReadAsync(new LedgerQuery(query.Dimension, AnswerPlan.Boundaries(all), query.KnownAt), cancel);
        return (new LedgerView(snapshot, asked, all), periods, whole);
    }

    private static string? Key(LedgerView view, MetricQuery query, PeriodMrr row) => query.By == Dimension.Total ? null : view.Label(row.Key).Name;
}
