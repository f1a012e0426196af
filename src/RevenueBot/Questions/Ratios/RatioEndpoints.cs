using RevenueBot.Questions.Api;

namespace RevenueBot.Questions.Ratios;

/// <summary>The family's metrics by HTTP.</summary>
internal static class RatioEndpoints
{
    /// <param name="api">The routes under <c>/api/v1</c>.</param>
    public static void MapRatios(this IEndpointRouteBuilder api)
    {
        api.MapGet("/metrics/arpa", ArpaAsync).Produces<MetricJson<ArpaEntry, ArpaEntry>>();
        api.MapGet("/metrics/asp", AspAsync).Produces<MetricJson<AspEntry, AspEntry>>();
        api.MapGet("/metrics/quick-ratio", QuickRatioAsync).Produces<MetricJson<QuickRatioEntry, QuickRatioEntry>>();
        api.MapGet("/metrics/customers", CustomersAsync).Produces<MetricJson<CustomersEntry, CustomersEntry>>();
        api.MapGet("/metrics/ltv", LtvEndpoint.LtvAsync).Produces<MetricJson<LtvEntry, LtvEntry>>();
        api.MapGet("/metrics/targets", TargetEndpoint.TargetsAsync).Produces<MetricJson<TargetEntry, TargetSummary>>();
    }

    private static Task<IResult> ArpaAsync(HttpRequest http, RatioDesk desk, CancellationToken cancel) => desk.SeriesAsync<ArpaEntry>(http, ArpaEntry.Of, cancel);

    private static Task<IResult> AspAsync(HttpRequest http, RatioDesk desk, CancellationToken cancel) => desk.SeriesAsync<AspEntry>(http, AspEntry.Of, cancel);

    private static Task<IResult> QuickRatioAsync(HttpRequest http, RatioDesk desk, CancellationToken cancel) =>
        desk.SeriesAsync<QuickRatioEntry>(http, QuickRatioEntry.Of, cancel);

    private static Task<IResult> CustomersAsync(HttpRequest http, RatioDesk desk, CancellationToken cancel) =>
        desk.SeriesAsync<CustomersEntry>(http, CustomersEntry.Of, cancel, withoutMoney: true);
}
