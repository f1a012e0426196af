using Microsoft.AspNetCore.Http.HttpResults;

namespace RevenueBot.Questions.Api;

/// <summary><c>GET /api/v1/metrics/mrr</c> and <c>/movements</c></summary>
internal static class MetricEndpoint
{
    public static async Task<IResult> MrrAsync(HttpRequest http, MetricReader reader, TimeProvider time, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return (IResult?)Query(http, reader, now, out var query) ?? TypedResults.Json(await reader.MrrAsync(query!, now, cancel), ApiJson.Options);
    }

    public static async Task<IResult> MovementsAsync(HttpRequest http, MetricReader reader, TimeProvider time, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return (IResult?)Query(http, reader, now, out var query) ?? TypedResults.Json(await reader.MovementsAsync(query!, now, cancel), ApiJson.Options);
    }

    /// <summary>Null where the parameters make a query; else what is wrong with them.</summary>
    private static ProblemHttpResult? Query(HttpRequest http, MetricReader reader, DateTimeOffset now, out MetricQuery? query)
    {
        (query, var wrong) = MetricQuery.Read(name => http.Query[name] is [{ Length: > 0 } value] ? value : null, reader.Today(now), reader.Calendar);
        return query is null ? TypedResults.Problem(wrong, statusCode: StatusCodes.Status400BadRequest) : null;
    }
}
