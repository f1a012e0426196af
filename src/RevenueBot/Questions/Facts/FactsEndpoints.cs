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
        api.MapGet("/metrics/clv-by-plan", LifetimeAsync).Produces<MetricJson<PlanLifetimeEntry, LifetimeSummary>>();
        api.MapGet("/metrics/nps", NpsAsync).Produces<MetricJson<NpsEntry, NpsEntry>>();
        api.MapGet("/metrics/segments", SegmentsAsync).Produces<MetricJson<SegmentEntry, SegmentSummary>>();
        api.MapGet("/metrics/usage", UsageAsync).Produces<MetricJson<UsageEntry, UsageSummary>>();
    }

    /// <summary>The grid of the day <c>to</c>.</summary>
    private static async Task<IResult> SegmentsAsync(HttpRequest http, SegmentSource source, FactsDesk desk, CancellationToken cancel)
    {
        if (desk.Read(http, out var query) is { } wrong) return wrong;
        if (query.By != Dimension.Total) return Requests.Wrong("Segments are of all customers: leave out by.");
        var computed = await source.GetAsync(desk.AskedOf(query), cancel);
        return await desk.WriteAsync(
            query, [.. computed.Value.Rows.Select(row => SegmentEntry.Of(row, desk.Currency))], SegmentSummary.Of(computed, source.Rules, desk.Currency), cancel);
    }

    /// <summary>Every day, plan and metric, idle ones with 0; the last 30 days unless another span is asked for.</summary>
    private static async Task<IResult> UsageAsync(HttpRequest http, UsageSource source, FactsDesk desk, TimeProvider time, CancellationToken cancel)
    {
        if (desk.ReadDays(http, UsageAnswers.UsualDays, out var query) is { } wrong) return wrong;
        if (query.By is not (Dimension.Total or Dimension.Plan)) return Requests.Wrong("by is plan, or left out: usage is split by nothing else.");
        Period whole = new(query.First, query.Last.AddDays(1));
        var table = await source.ReadAsync(whole, time.GetUtcNow(), query.KnownAt, cancel);
        var plans = query.By == Dimension.Plan ? table.Cells.GroupBy(cell => cell.Plan).Select(plan => (Key: (string?)plan.Key, Cells: (IReadOnlyList<UsageCell>)[.. plan])) : [(null, table.Cells)];
        var periods = query.Periods(desk.Calendar);
        var summary = new UsageSummary(
            [.. UsageSum.Series(table.Cells, [whole]).Select(sum => UsageEntry.Of(sum, null))], table.AsOf, null, "what metered usage was billed is not recorded");
        return await desk.WriteAsync(
            query, [.. plans.SelectMany(plan => UsageSum.Series(plan.Cells, periods).Select(sum => UsageEntry.Of(sum, plan.Key))).OrderBy(entry => entry.Date)], summary, cancel);
    }

    /// <summary>One entry a plan, of the life so far up to <c>to</c>.</summary>
    private static async Task<IResult> LifetimeAsync(HttpRequest http, LifetimeSource source, LedgerReader ledger, FactsDesk desk, CancellationToken cancel)
    {
        if (desk.Read(http, out var query) is { } wrong) return wrong;
        if (query.By is not (Dimension.Total or Dimension.Plan)) return Requests.Wrong("Realised CLV is by plan: leave out by, or say by=plan.");
        var computed = await source.GetAsync(desk.AskedOf(query), cancel);
        var names = (await ledger.ContextAsync(Dimension.Plan, query.Last, cancel)).KeyNames;
        return await desk.WriteAsync(
            query, [.. computed.Value.Plans.Select(plan => PlanLifetimeEntry.Of(plan, names.GetValueOrDefault(plan.PlanId)?.Name, desk.Currency))],
            LifetimeSummary.Of(computed, desk.Currency), cancel);
    }

    private static async Task<IResult> NpsAsync(HttpRequest http, NpsReader reader, FactsDesk desk, CancellationToken cancel)
    {
        if (desk.Read(http, out var query) is { } wrong) return wrong;
        if (query.By != Dimension.Total) return Requests.Wrong("NPS is of all customers: leave out by.");
        var (calendar, whole) = (desk.Calendar, new Period(query.First, query.Last.AddDays(1)));
        var (answers, _) = await reader.ReadAsync(calendar.StartOf(whole.Start), calendar.StartOf(whole.End), Month.Of(query.Last), cancel);
        return await desk.WriteAsync(
            query, [.. query.Periods(calendar).Select(period => NpsEntry.Of(period, NpsScore.Of(answers, period, calendar)))],
            NpsEntry.Of(whole, NpsScore.Of(answers, whole, calendar)), cancel);
    }
}

/// <summary>What every route of this family does: reads the query, and writes figures with where they come from.</summary>
internal sealed class FactsDesk(LedgerReader ledger, Company company, TimeProvider time)
{
    public CompanyCalendar Calendar => company.Calendar;

    public Currency Currency => company.Currency;

    /// <summary>The query as a question about its last day.</summary>
    public Asked AskedOf(MetricQuery query) => new()
    {
        Question = new Question { AsOf = query.Last == Calendar.DayOf(time.GetUtcNow()) ? null : query.Last, KnownAt = query.KnownAt },
        Now = time.GetUtcNow(), Calendar = Calendar, Currency = Currency,
    };

    /// <summary>Null where the parameters make a query; else what is wrong with them.</summary>
    public IResult? Read(HttpRequest http, out MetricQuery query) => http.ReadQuery(Calendar.DayOf(time.GetUtcNow()), Calendar, out query);

    /// <summary>The same, where the usual span is some days, day by day.</summary>
    public IResult? ReadDays(HttpRequest http, int days, out MetricQuery query)
    {
        var wrong = Read(http, out query);
        if (wrong is not null) return wrong;
        if (!http.Query.ContainsKey("from")) query = query with { First = query.Last.AddDays(1 - days) };
        if (!http.Query.ContainsKey("interval") && !http.Query.ContainsKey("from")) query = query with { Interval = CalendarUnit.Day };
        return null;
    }

    public async Task<IResult> WriteAsync<TEntry, TSummary>(MetricQuery query, IReadOnlyList<TEntry> entries, TSummary summary, CancellationToken cancel)
    {
        var snapshot = await ledger.ContextAsync(Dimension.Total, query.Last, cancel);
        return TypedResults.Json(
            new MetricJson<TEntry, TSummary>(entries, summary, query.Last, query.KnownAt, Provenance.Through(snapshot.Sources), snapshot.ProfileName), ApiJson.Options);
    }
}
