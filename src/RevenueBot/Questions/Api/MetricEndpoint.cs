using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Api;

/// <summary><c>GET /api/v1/metrics/mrr</c>, <c>/arr</c> and <c>/movements</c></summary>
internal static class MetricEndpoint
{
    public static Task<IResult> MrrAsync(HttpRequest http, MetricRequests requests, MetricReader reader, CancellationToken cancel) =>
        AnswerAsync(http, requests, Metric.Mrr, reader.MrrAsync, cancel);

    public static Task<IResult> ArrAsync(HttpRequest http, MetricRequests requests, MetricReader reader, CancellationToken cancel) =>
        AnswerAsync(http, requests, Metric.Arr, reader.ArrAsync, cancel);

    public static Task<IResult> MovementsAsync(HttpRequest http, MetricRequests requests, MetricReader reader, CancellationToken cancel) =>
        AnswerAsync(http, requests, Metric.Mrr, reader.MovementsAsync, cancel);

    private static async Task<IResult> AnswerAsync<T>(HttpRequest http, MetricRequests requests, Metric metric, Func<MetricQuery, CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        var (query, wrong) = await requests.ReadAsync(http, metric, cancel);
        return query is null ? wrong! : TypedResults.Json(await read(query, cancel), ApiJson.Options);
    }
}
