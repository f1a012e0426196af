using Microsoft.AspNetCore.Http.HttpResults;
using RevenueBot.Configuration;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Api;

/// <summary>What a request asks for beside its path, and the reply to one that asks wrongly.</summary>
internal static class Requests
{
    /// <summary>Null where the parameter was not given; <see cref="ParameterFilter"/> has refused one without a value, or with two.</summary>
    public static string? Parameter(this HttpRequest http, string name) => http.Query[name] is [{ Length: > 0 } value] ? value : null;

    public static ProblemHttpResult Wrong(string sentence) => TypedResults.Problem(sentence, statusCode: StatusCodes.Status400BadRequest);
}

/// <summary>Reads what the routes of metrics are asked for.</summary>
internal sealed class MetricRequests(KnownNames names, Company company, TimeProvider time)
{
    /// <summary>The query, with the key of the plan, country, segment or currency that it is limited to; else what is wrong with it.</summary>
    public async Task<(MetricQuery? Query, ProblemHttpResult? Wrong)> ReadAsync(HttpRequest http, Meaning meaning, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (asked, wrong) = MetricQuery.Read(http.Parameter, meaning, company.Calendar.DayOf(now), company.Calendar);
        if (asked is null) return (null, Requests.Wrong(wrong!));
        var (query, unknown) = asked.Resolve(asked.Only is null ? Names.None : await names.ReadAsync(now, cancel));
        return (query, query is null ? Requests.Wrong(unknown!) : null);
    }

    public Task<(MetricQuery? Query, ProblemHttpResult? Wrong)> ReadAsync(HttpRequest http, Metric metric, CancellationToken cancel) => ReadAsync(http, new Meaning(metric), cancel);
}
