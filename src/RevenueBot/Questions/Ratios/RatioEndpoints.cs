using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Ratios;

/// <summary>The family's metrics by HTTP.</summary>
internal static class RatioEndpoints
{
    /// <param name="api">The routes under <c>/api/v1</c>.</param>
    public static void MapRatios(this IEndpointRouteBuilder api)
    {
        api.MapGet("/metrics/arpa", ArpaAsync).Produces<MetricJson<ArpaEntry, ArpaEntry>>().Takes(ApiParameter.Series(Metric.Arpa));
        api.MapGet("/metrics/asp", AspAsync).Produces<MetricJson<AspEntry, AspEntry>>().Takes(ApiParameter.Series(Metric.Asp));
        api.MapGet("/metrics/quick-ratio", QuickRatioAsync).Produces<MetricJson<QuickRatioEntry, QuickRatioEntry>>().Takes(ApiParameter.Series(Metric.QuickRatio));
        api.MapGet("/metrics/customers", CustomersAsync).Produces<MetricJson<CustomersEntry, CustomersEntry>>().Takes(ApiParameter.Series(Metric.Customers));
        api.MapGet("/metrics/ltv", LtvEndpoint.LtvAsync).Produces<MetricJson<LtvEntry, LtvEntry>>().Takes(ApiParameter.Series(Metric.Ltv));
        api.MapGet("/metrics/targets", TargetEndpoint.TargetsAsync).Produces<MetricJson<TargetEntry, TargetSummary>>().Takes(ApiParameter.Series(Metric.Target));
    }

    private static Task<IResult> ArpaAsync(HttpRequest http, RatioDesk desk, CancellationToken cancel) => desk.SeriesAsync<ArpaEntry>(http, Metric.Arpa, ArpaEntry.Of, cancel);

    private static Task<IResult> AspAsync(HttpRequest http, RatioDesk desk, CancellationToken cancel) => desk.SeriesAsync<AspEntry>(http, Metric.Asp, AspEntry.Of, cancel);

    private static Task<IResult> QuickRatioAsync(HttpRequest http, RatioDesk desk, CancellationToken cancel) =>
        desk.SeriesAsync<QuickRatioEntry>(http, Metric.QuickRatio, QuickRatioEntry.Of, cancel);

    private static Task<IResult> CustomersAsync(HttpRequest http, RatioDesk desk, CancellationToken cancel) =>
        desk.SeriesAsync<CustomersEntry>(http, Metric.Customers, CustomersEntry.Of, cancel);
}
