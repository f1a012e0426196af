using Microsoft.AspNetCore.Http.HttpResults;
using RevenueBot.Metrics;

namespace RevenueBot.Questions.Api;

/// <summary>What a request asks for beside its path, and the reply to one that asks wrongly.</summary>
internal static class Requests
{
    /// <summary>Null where the parameter is empty, or not given exactly once.</summary>
    public static string? Parameter(this HttpRequest http, string name) => http.Query[name] is [{ Length: > 0 } value] ? value : null;

    /// <summary>Null where the parameters make a query; else what is wrong with them.</summary>
    public static ProblemHttpResult? ReadQuery(this HttpRequest http, DateOnly today, CompanyCalendar calendar, out MetricQuery query)
    {
        var (read, wrong) = MetricQuery.Read(http.Parameter, today, calendar);
        query = read!;
        return read is null ? Wrong(wrong!) : null;
    }

    public static ProblemHttpResult Wrong(string sentence) => TypedResults.Problem(sentence, statusCode: StatusCodes.Status400BadRequest);
}
