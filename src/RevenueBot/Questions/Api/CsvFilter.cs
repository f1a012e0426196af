using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RevenueBot.Questions.Api;

/// <summary>Gives the entries of any answer as CSV to those who ask for it: by <c>Accept: text/csv</c> or <c>?format=csv</c>.</summary>
internal sealed class CsvFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (Wrong(request) is { } problem) return problem;
        var result = await next(context);
        var inner = result is INestedHttpResult nested ? nested.Result : result;
        if (!Wants(request) || inner is ProblemHttpResult || inner is not IValueHttpResult { Value: { } value } || CsvTable.Of(value) is not { } rows) return result;
        return TypedResults.Text(CsvText.Write(rows), CsvText.ContentType, Encoding.UTF8);
    }

    public static bool Wants(HttpRequest request) => request.Query["format"] is [{ Length: > 0 } format]
        ? format == "csv" : request.GetTypedHeaders().Accept.Any(accept => accept.MediaType == CsvText.ContentType);

    private static ProblemHttpResult? Wrong(HttpRequest request) => request.Query["format"] is [{ Length: > 0 } format] && format is not ("csv" or "json")
        ? Requests.Wrong("format is csv or json.") : null;
}
