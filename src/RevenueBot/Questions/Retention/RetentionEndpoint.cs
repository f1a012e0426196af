using RevenueBot.Metrics;
using RevenueBot.Metrics.Retention;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Retention;

/// <summary><c>GET /api/v1/metrics/logo-churn</c>, <c>/gross-mrr-churn</c>, <c>/net-mrr-churn</c>, <c>/nrr</c>, <c>/grr</c>, <c>/cohorts</c></summary>
internal static class RetentionEndpoint
{
    /// <param name="api">The routes under <c>/api/v1</c>.</param>
    public static void MapRetention(this IEndpointRouteBuilder api)
    {
        foreach (var (route, rate) in (ReadOnlySpan<(string, Rate)>)
            [("logo-churn", Rate.LogoChurn), ("gross-mrr-churn", Rate.GrossMrrChurn), ("net-mrr-churn", Rate.NetMrrChurn), ("nrr", Rate.Nrr), ("grr", Rate.Grr)])
            api.MapGet($"/metrics/{route}", (HttpRequest http, MetricRequests requests, RetentionDesk desk, CancellationToken cancel) => RateAsync(http, requests, new RateRoute(desk, rate, MetricRoutes.Find(route)!.Value), cancel)).Produces<MetricJson<RateEntry, RateEntry>>()
                .Takes(ApiParameter.Series(MetricRoutes.Find(route)!.Value.Metric)).Takes(new ApiParameter("months", "Months of the window that ends with each interval; by default the interval itself.", "1", "3", "12"));
        api.MapGet("/metrics/cohorts", CohortsAsync).Produces<MetricJson<CohortEntry, CohortSummary>>().Takes(ApiParameter.Series(Metric.Cohorts));
    }

    private sealed record RateRoute(RetentionDesk Desk, Rate Rate, Meaning Meaning);

    private static async Task<IResult> RateAsync(HttpRequest http, MetricRequests requests, RateRoute route, CancellationToken cancel)
    {
        var (query, wrong) = await requests.ReadAsync(http, route.Meaning, cancel);
        if (query is null) return wrong!;
        var months = http.Parameter("months");
        if (months is not (null or "1" or "3" or "12")) return Requests.Wrong("months is 1, 3 or 12.");
        if (months is not null && query.Interval != CalendarUnit.Month) return Requests.Wrong("months goes with interval=month.");
        return TypedResults.Json(await new RateSeries(route.Desk, query, route.Rate).ReadAsync(months is null ? null : int.Parse(months, null), cancel), ApiJson.Options);
    }

    private static async Task<IResult> CohortsAsync(HttpRequest http, MetricRequests requests, RetentionDesk desk, CohortDesk cohorts, CancellationToken cancel)
    {
        var (query, wrong) = await requests.ReadAsync(http, Metric.Cohorts, cancel);
        if (query is null) return wrong!;
        if (query.Interval != CalendarUnit.Month) return Requests.Wrong("Cohorts are by month: leave out interval.");
        var asked = AskedOf(desk, query);
        var view = await cohorts.ReadAsync(asked, cancel);
        var width = view.Shown.Select(cohort => cohort.Cells.Count).DefaultIfEmpty().Max();
        var entries = view.Shown.SelectMany(cohort => Enumerable.Range(0, width).Select(month => CohortEntry.Of(cohort, month, desk.Currency))).ToList();
        return TypedResults.Json(new MetricJson<CohortEntry, CohortSummary>(
            entries, CohortSummary.Of(view), view.Around.AsOf ?? query.Last, view.Around.KnownAt, view.Around.DataThrough, view.Around.Profile!), ApiJson.Options);
    }

    private static Asked AskedOf(RetentionDesk desk, MetricQuery query) => new()
    {
        Question = new Question
        {
            Metric = Metric.Cohorts, Window = new Window.Between(query.First, query.Last), KnownAt = query.KnownAt,
            AsOf = query.AsOf(desk.Calendar.DayOf(desk.Now)),
        },
        Now = desk.Now, Calendar = desk.Calendar, Currency = desk.Currency,
    };
}

/// <summary>A rate over the intervals of a query, or over windows of some months that end with them.</summary>
internal sealed class RateSeries(RetentionDesk desk, MetricQuery query, Rate rate)
{
    /// <summary>An entry per window; the summary is the latest one of all customers.</summary>
    /// <param name="months">Null: each interval is its own window.</param>
    public async Task<MetricJson<RateEntry, RateEntry>> ReadAsync(int? months, CancellationToken cancel)
    {
        var periods = query.Periods(desk.Calendar).Select(period => months is { } window ? RetentionWindows.Ending(period.LastDay, window) : period).ToList();
        var (rows, computedAt) = await desk.ReadAsync(periods, query.Dimension, query.KnownAt, cancel);
        var snapshot = await desk.SnapshotAsync(query.Dimension, query.Last, cancel);
        var totals = query.Only is { } only ? [.. periods.Select(period => rows.Of(period, only.Key))] : rows.Totals;
        return new(
            query.By == Dimension.Total ? [.. totals.Select(row => Entry(row, default))]
                : [.. rows.Keys.Select(row => Entry(row, new(row.Key, KeyLabel.Of(query.By, row.Key, snapshot.KeyNames.GetValueOrDefault(row.Key)).Name)))],
            Entry(totals[^1], default), query.Last, query.KnownAt ?? computedAt, Provenance.Through(snapshot.Sources, query.KnownAt), snapshot.ProfileName);
    }

    private RateEntry Entry(RetentionPeriod row, EntryKey key) =>
        RateEntry.Of(rate, row, key, (desk.Currency, row.Period.LastDay >= desk.Calendar.DayOf(desk.Now), new Days(query.Last.Year)));
}
