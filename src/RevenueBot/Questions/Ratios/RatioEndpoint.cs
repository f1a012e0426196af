using Microsoft.AspNetCore.Http.HttpResults;
using RevenueBot.Questions.Api;

namespace RevenueBot.Questions.Ratios;

/// <summary><c>GET /api/v1/metrics/arpa</c>, <c>/asp</c>, <c>/quick-ratio</c></summary>
internal static class RatioEndpoint
{
    public static Task<IResult> ArpaAsync(HttpRequest http, RatioReader reader, TimeProvider time, CancellationToken cancel) =>
        SeriesAsync<ArpaEntry>(http, reader, time, ArpaEntry.Of, cancel);

    public static Task<IResult> AspAsync(HttpRequest http, RatioReader reader, TimeProvider time, CancellationToken cancel) =>
        SeriesAsync<AspEntry>(http, reader, time, AspEntry.Of, cancel);

    public static Task<IResult> QuickRatioAsync(HttpRequest http, RatioReader reader, TimeProvider time, CancellationToken cancel) =>
        SeriesAsync<QuickRatioEntry>(http, reader, time, QuickRatioEntry.Of, cancel);

    private static async Task<IResult> SeriesAsync<TEntry>(HttpRequest http, RatioReader reader, TimeProvider time, EntryOf<TEntry> entryOf, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return (IResult?)Query(http, reader, now, out var query) ?? TypedResults.Json(await reader.SeriesAsync(query!, now, entryOf, cancel), ApiJson.Options);
    }

    /// <summary>Null where the parameters make a query; else what is wrong with them.</summary>
    private static ProblemHttpResult? Query(HttpRequest http, RatioReader reader, DateTimeOffset now, out MetricQuery? query)
    {
        var calendar = reader.Company.Calendar;
        (query, var wrong) = MetricQuery.Read(name => http.Query[name] is [{ Length: > 0 } value] ? value : null, calendar.DayOf(now), calendar);
        return query is null ? TypedResults.Problem(wrong, statusCode: StatusCodes.Status400BadRequest) : null;
    }
}
