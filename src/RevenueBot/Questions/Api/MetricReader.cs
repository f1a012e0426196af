using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Api;

/// <summary>MRR and its movements as series, for the HTTP route and the command line.</summary>
internal sealed class MetricReader(LedgerReader reader, Company company, TimeProvider time)
{
    public async Task<MetricJson<MrrEntry, MrrSummary>> MrrAsync(MetricQuery query, CancellationToken cancel)
    {
        var (view, periods, whole) = await ReadAsync(query, cancel);
        return MetricJson.Of(view, query, MrrSummary.Of(view.Mrr(whole), company.Currency),
            [.. view.Rows(periods).Select(row => MrrEntry.Of(row, EntryKey.Of(view, query, row.Key), company.Currency))]);
    }

    public async Task<MetricJson<ArrEntry, MrrSummary>> ArrAsync(MetricQuery query, CancellationToken cancel)
    {
        var (view, periods, whole) = await ReadAsync(query, cancel, Metric.Arr);
        return MetricJson.Of(view, query, MrrSummary.Of(view.Total(whole), company.Currency),
            [.. view.Rows(periods).Select(view.InMetric).Select(row => ArrEntry.Of(row, EntryKey.Of(view, query, row.Key), company.Currency))]);
    }

    public async Task<MetricJson<MovementEntry, MovementEntry>> MovementsAsync(MetricQuery query, CancellationToken cancel)
    {
        var (view, periods, whole) = await ReadAsync(query, cancel);
        return MetricJson.Of(view, query, MovementEntry.Of(view.Mrr(whole), default, company.Currency),
            [.. view.Rows(periods).Select(row => MovementEntry.Of(row, EntryKey.Of(view, query, row.Key), company.Currency))]);
    }

    private async Task<(LedgerView View, IReadOnlyList<Period> Periods, Period Whole)> ReadAsync(
        MetricQuery query, CancellationToken cancel, Metric metric = Metric.Mrr)
    {
        var periods = query.Periods(company.Calendar);
        Period whole = new(query.First, query.Last.AddDays(1));
        var asked = new Asked
        {
            Question = new Question { Metric = metric, By = query.By, Only = query.Only, KnownAt = query.KnownAt }, Now = time.GetUtcNow(), Calendar = company.Calendar, Currency = company.Currency,
        };
        List<Period> all = [.. periods, whole];
        var snapshot = await reader.ReadAsync(new LedgerQuery(query.Dimension, AnswerPlan.Boundaries(all), query.KnownAt), cancel);
        return (new LedgerView(snapshot, asked, all), periods, whole);
    }
}
