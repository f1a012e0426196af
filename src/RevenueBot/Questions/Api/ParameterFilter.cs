namespace RevenueBot.Questions.Api;

/// <summary>Refuses what a route does not take: no part of a request is left out of its answer silently.</summary>
internal sealed class ParameterFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Wrong(context.HttpContext) is { } sentence ? ValueTask.FromResult<object?>(Requests.Wrong(sentence)) : next(context);

    private static string? Wrong(HttpContext http)
    {
        // What is in no document is the reply to a path that is none: it says so whatever was asked.
        if (http.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IExcludeFromDescriptionMetadata>() is { ExcludeFromDescription: true }) return null;
        var taken = endpoint.Metadata.OfType<ApiParameter>().ToDictionary(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);
        return http.Request.Query.Select(given => given.Value is [{ Length: > 0 }] || !taken.ContainsKey(given.Key)
            ? Unknown(given.Key, taken) : $"{given.Key} has no value, or more than one: give it one.").FirstOrDefault(sentence => sentence is not null);
    }

    private static string? Unknown(string name, Dictionary<string, ApiParameter> taken)
    {
        if (taken.ContainsKey(name)) return null;
        List<string> names = [.. taken.Values.Where(parameter => !parameter.IsRefused).Select(parameter => parameter.Name)];
        return names.Count == 0 ? $"This route has no parameter {MetricJson.Cut(name)}: it takes none." : $"This route has no parameter {MetricJson.Cut(name)}: use one of {string.Join(", ", names)}.";
    }
}
