using Microsoft.AspNetCore.Http.HttpResults;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Nps;
using RevenueBot.Metrics.Storage;
using RevenueBot.Metrics.Usage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Lifetime;
using RevenueBot.Questions.Nps;
using RevenueBot.Questions.Segmentation;
using RevenueBot.Questions.Usage;

namespace RevenueBot.Questions.Facts;

/// <summary>Metrics of payments, usage and surveys by HTTP.</summary>
internal static class FactsEndpoints
{
    public static void MapFacts(this RouteGroupBuilder api)
    {
        api.MapGet("/metrics/clv-by-plan", LifetimeAsync).Produces<MetricJson<PlanLifetimeEntry, LifetimeSummary>>().Takes(ApiParameter.OfDay(Metric.Clv));
        api.MapGet("/metrics/nps", NpsAsync).Produces<MetricJson<NpsEntry, NpsEntry>>().Takes(ApiParameter.Series(Metric.Nps));
        api.MapGet("/metrics/segments", SegmentsAsync).Produces<MetricJson<SegmentEntry, SegmentSummary>>().Takes(ApiParameter.OfDay(Metric.Segments));
        api.MapGet("/metrics/usage", UsageAsync).Produces<MetricJson<UsageEntry, UsageSummary>>().Takes(ApiParameter.Series(Metric.Usage));
    }

    /// <summary>The grid of the day <c>to</c>.</summary>
    private static async Task<IResult> SegmentsAsync(HttpRequest http, SegmentSource source, FactsDesk desk, CancellationToken cancel)
    {
        var (query, wrong) = await desk.ReadAsync(http, Metric.Segments, cancel);
        if (query is null) return wrong!;
        var computed = await source.GetAsync(desk.AskedOf(query), cancel);
        return FactsDesk.Write(
            query, await desk.ContextAsync(query, cancel), [.. computed.Value.Rows.Select(row => SegmentEntry.Of(row, desk.Currency))], SegmentSummary.Of(computed, source.Rules, desk.Currency));
    }

    /// <summary>Every day, plan and metric, idle ones with 0; the last 30 days unless another span is asked for.</summary>
    private static async Task<IResult> UsageAsync(HttpRequest http, UsageSource source, UsageMrrSource metered, FactsDesk desk, CancellationToken cancel)
    {
        var (query, wrong) = await desk.ReadDaysAsync(http, UsageAnswers.UsualDays, cancel);
        if (query is null) return wrong!;
        Period whole = new(query.First, query.Last.AddDays(1));
        var table = await source.ReadAsync(whole, desk.Now, query.KnownAt, cancel);
        IReadOnlyList<UsageCell> cells = query.Only is { } only ? [.. table.Cells.Where(cell => cell.Plan == only.Key)] : table.Cells;
        var snapshot = await desk.ContextAsync(query, cancel);
        var plans = query.By == Dimension.Plan ? cells.GroupBy(cell => cell.Plan).Select(plan => (Key: KeyOf(plan.Key), Cells: (IReadOnlyList<UsageCell>)[.. plan])) : [(default, cells)];
        var periods = query.Periods(desk.Calendar);
        var asked = desk.AskedOf(query);
        var billed = UsageMrrWords.Of(asked, await metered.GetAsync(asked, cancel), new FxRates(desk.Currency, snapshot.FxRates), query.Only?.Key);
        var summary = new UsageSummary([.. UsageSum.Series(cells, [whole]).Select(sum => UsageEntry.Of(sum, default))], table.AsOf, billed.Value is { } value ? MoneyJson.Of(value.Micros, desk.Currency) : null, billed.Value is null ? billed.Reason : null);
        return FactsDesk.Write(
            query, snapshot, [.. plans.SelectMany(plan => UsageSum.Series(plan.Cells, periods).Select(sum => UsageEntry.Of(sum, plan.Key))).OrderBy(entry => entry.Date)], summary);

        EntryKey KeyOf(string plan) => new(plan, KeyLabel.Of(Dimension.Plan, plan, snapshot.KeyNames.GetValueOrDefault(plan)).Name);
    }

    /// <summary>One entry a plan, of the life so far up to <c>to</c>.</summary>
    private static async Task<IResult> LifetimeAsync(HttpRequest http, LifetimeSource source, FactsDesk desk, CancellationToken cancel)
    {
        var (query, wrong) = await desk.ReadAsync(http, Metric.Clv, cancel);
        if (query is null) return wrong!;
        var computed = await source.GetAsync(desk.AskedOf(query), cancel);
        var snapshot = await desk.ContextAsync(query, cancel);
        var value = query.Only is { } only ? computed.Value.OfPlan(only.Key) : computed.Value;
        return FactsDesk.Write(
            query, snapshot,
            [.. value.Plans.Select(plan => PlanLifetimeEntry.Of(plan, new(plan.PlanId, KeyLabel.Of(Dimension.Plan, plan.PlanId, snapshot.KeyNames.GetValueOrDefault(plan.PlanId)).Name), desk.Currency))],
            LifetimeSummary.Of(computed with { Value = value }, desk.Currency));
    }

    private static async Task<IResult> NpsAsync(HttpRequest http, NpsReader reader, FactsDesk desk, CancellationToken cancel)
    {
        var (query, wrong) = await desk.ReadAsync(http, Metric.Nps, cancel);
        if (query is null) return wrong!;
        var (calendar, whole) = (desk.Calendar, new Period(query.First, query.Last.AddDays(1)));
        var (answers, _) = await reader.ReadAsync((calendar.StartOf(whole.Start), NpsFigures.End(whole, calendar, query.KnownAt)), Month.Of(query.Last), query.KnownAt, cancel);
        return FactsDesk.Write(
            query, await desk.ContextAsync(query, cancel), [.. query.Periods(calendar).Select(period => NpsEntry.Of(period, NpsScore.Of(answers, period, calendar)))],
            NpsEntry.Of(whole, NpsScore.Of(answers, whole, calendar)));
    }
}

/// <summary>What every route of this family does: reads the query, and writes figures with where they come from.</summary>
internal sealed class FactsDesk(LedgerReader ledger, MetricRequests requests, Company company, TimeProvider time)
{
    public CompanyCalendar Calendar => company.Calendar;

    public Currency Currency => company.Currency;

    /// <summary>The query as a question about its last day.</summary>
    public Asked AskedOf(MetricQuery query) => new()
    {
        Question = new Question { AsOf = query.AsOf(Calendar.DayOf(time.GetUtcNow())), KnownAt = query.KnownAt },
        Now = time.GetUtcNow(), Calendar = Calendar, Currency = Currency,
    };

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>What is asked for, or what is wrong with it.</summary>
    public Task<(MetricQuery? Query, ProblemHttpResult? Wrong)> ReadAsync(HttpRequest http, Metric metric, CancellationToken cancel) => requests.ReadAsync(http, metric, cancel);

    /// <summary>The same of usage, whose usual span is some days, day by day.</summary>
    public async Task<(MetricQuery? Query, ProblemHttpResult? Wrong)> ReadDaysAsync(HttpRequest http, int days, CancellationToken cancel)
    {
        var (query, wrong) = await ReadAsync(http, Metric.Usage, cancel);
        if (query is null || http.Parameter("from") is not null) return (query, wrong);
        return (query with { First = query.Last.AddDays(1 - days), Interval = http.Parameter("interval") is null ? CalendarUnit.Day : query.Interval }, null);
    }

    /// <summary>Rates, plans by name, and where figures come from.</summary>
    public Task<LedgerSnapshot> ContextAsync(MetricQuery query, CancellationToken cancel) => ledger.ContextAsync(Dimension.Plan, query.Last, query.KnownAt, cancel);

    public static IResult Write<TEntry, TSummary>(MetricQuery query, LedgerSnapshot snapshot, IReadOnlyList<TEntry> entries, TSummary summary) => TypedResults.Json(
        new MetricJson<TEntry, TSummary>(entries, summary, query.Last, query.KnownAt, Provenance.Through(snapshot.Sources, query.KnownAt), snapshot.ProfileName), ApiJson.Options);
}
