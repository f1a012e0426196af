using Microsoft.OpenApi;
using RevenueBot.Metrics;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Api;

/// <summary>A parameter in the query of a route, as its document tells it.</summary>
/// <param name="Choices">The values it takes; empty for free text.</param>
internal sealed record ApiParameter(string Name, string Description, params IReadOnlyList<string> Choices)
{
    private static readonly ApiParameter From = new("from", "First day, such as 2025-04-01; by default twelve months before the last.");
    private static readonly ApiParameter FromMonth = new("from", "First day; by default that of the month.");
    private static readonly ApiParameter To = new("to", "Last day, inclusive; by default the current one.");
    private static readonly ApiParameter Interval = new("interval", "Length of an entry; by default a month.", "day", "week", "month");
    private static readonly ApiParameter Format = new("format", "csv for comma-separated values; Accept: text/csv does the same.", "json", "csv");

    private static readonly ApiParameter KnownAt = new("known_at", "A day, or a time with its zone: only what had been recorded by then.");

    private static readonly Dimension[] Dimensions = [Dimension.Plan, Dimension.Country, Dimension.Segment, Dimension.Currency];

    /// <summary>True for a parameter that the route refuses with its reason: the document leaves it out.</summary>
    public bool IsRefused { get; private init; }

    /// <summary>Of a series over time.</summary>
    public static IReadOnlyList<ApiParameter> Series(Metric metric) => [From, To, Interval, .. Parts(metric), KnownAt, Format];

    /// <summary>Of figures of one day, the day <c>to</c>.</summary>
    public static IReadOnlyList<ApiParameter> OfDay(Metric metric) => [To, .. Parts(metric), KnownAt, Format];

    /// <summary>Of one span as a whole.</summary>
    public static IReadOnlyList<ApiParameter> Span { get; } = [FromMonth, To, .. Dimensions.Select(Only), KnownAt, Format];

    public static IReadOnlyList<ApiParameter> Receipt { get; } =
    [
        FromMonth, To, .. Dimensions.Select(Only), KnownAt,
        new("limit", "Rows of a page; by default 1000."), new("cursor", "next_cursor of the page before."), Format,
    ];

    public void AddTo(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        if (IsRefused || operation.Parameters.Any(known => known.Name == Name)) return;
        var schema = new OpenApiSchema { Type = JsonSchemaType.String };
        if (Choices.Count > 0) schema.Enum = [.. Choices.Select(choice => (System.Text.Json.Nodes.JsonNode)choice)];
        operation.Parameters.Add(new OpenApiParameter { Name = Name, In = ParameterLocation.Query, Description = Description, Schema = schema });
    }

    /// <summary>What a metric is split by and limited to; the rest of it is refused in the metric's own words.</summary>
    private static IEnumerable<ApiParameter> Parts(Metric metric)
    {
        var taken = Limits.Of(metric);
        yield return new ApiParameter("by", "An entry for each value of a dimension.", [.. taken.Select(Word)]) { IsRefused = taken.Count == 0 };
        foreach (var dimension in Dimensions) yield return Only(dimension) with { IsRefused = !taken.Contains(dimension) };
    }

    private static ApiParameter Only(Dimension dimension) => new(Word(dimension), $"Only this {Word(dimension)}, by its id or name.");

    private static string Word(Dimension dimension) => dimension.ToString().ToLowerInvariant();
}
