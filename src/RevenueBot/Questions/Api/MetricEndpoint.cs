namespace RevenueBot.Questions.Api;

/// <summary><c>GET /api/v1/metrics/mrr</c>, <c>/arr</c> and <c>/movements</c></summary>
internal static class MetricEndpoint
{
    public static Task<IResult> MrrAsync(HttpRequest http, MetricReader reader, TimeProvider time, CancellationToken cancel) =>
        AnswerAsync(http, reader, time, reader.MrrAsync, cancel);

    public static Task<IResult> ArrAsync(HttpRequest http, MetricReader reader, TimeProvider time, CancellationToken cancel) =>
        AnswerAsync(http, reader, time, reader.ArrAsync, cancel);

    public static Task<IResult> MovementsAsync(HttpRequest http, MetricReader reader, TimeProvider time, CancellationToken cancel) =>
        AnswerAsync(http, reader, time, reader.MovementsAsync, cancel);

    private static async Task<IResult> AnswerAsync<T>(
        HttpRequest http, MetricReader reader, TimeProvider time, Func<MetricQuery, DateTimeOffset, CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (query, wrong) = MetricQuery.Read(http.Parameter, reader.Today(now), reader.Calendar, isLimited: true);
        if (query is null) return Requests.Wrong(wrong!);
        var resolved = await reader.ResolveAsync(query, now, cancel);
        return resolved.Query is null ? Requests.Wrong(resolved.Wrong!) : TypedResults.Json(await read(resolved.Query, now, cancel), ApiJson.Options);
    }
}
