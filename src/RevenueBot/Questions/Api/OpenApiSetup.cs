using Microsoft.OpenApi;

namespace RevenueBot.Questions.Api;

/// <summary>The description of the HTTP interface for programs: <c>/openapi/v1.json</c>, made from the routes themselves.</summary>
internal static class OpenApiSetup
{
    private const string Key = "ApiKey";

    public static IServiceCollection AddApiDocument(this IServiceCollection services)
    {
        // The schemas must name what the answers are written with.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = ApiJson.Options.PropertyNamingPolicy);
        return services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) is true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = "RevenueBot", Version = "v1", Description = "Recurring revenue, every figure with the rows that prove it." };
                document.Servers = [];
                (document.Components ??= new OpenApiComponents()).SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of Api:Keys; X-Api-Key carries it as well." },
                };
                document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, document)] = [] }];
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, context, _) =>
            {
                var own = context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiParameter>();
                foreach (var parameter in IsSeries(context.Description.RelativePath) ? own.Concat(ApiParameter.Series) : own) parameter.AddTo(operation);
                return Task.CompletedTask;
            });
        });
    }

    private static bool IsSeries(string? path) => path is not null && path.StartsWith("api/v1/metrics/", StringComparison.Ordinal) && !path.EndsWith("/receipt", StringComparison.Ordinal);

    /// <summary>Says which parameters a route takes from its query.</summary>
    public static TBuilder Takes<TBuilder>(this TBuilder route, params IReadOnlyList<ApiParameter> parameters) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata([.. parameters.Cast<object>()]);
}

/// <summary>A parameter in the query of a route, as its document tells it.</summary>
/// <param name="Choices">The values it takes; empty for free text.</param>
internal sealed record ApiParameter(string Name, string Description, params IReadOnlyList<string> Choices)
{
    private static readonly ApiParameter Format = new("format", "csv for comma-separated values; Accept: text/csv does the same.", "json", "csv");

    private static readonly ApiParameter KnownAt = new("known_at", "A day, or a time with its zone: only what had been recorded by then.");

    private static readonly ApiParameter[] Only =
    [
        new("plan", "Only this plan, by its id or name."), new("country", "Only this country."), new("segment", "Only this segment."), new("currency", "Only this currency."),
    ];

    /// <summary>Of every series of a metric.</summary>
    public static IReadOnlyList<ApiParameter> Series { get; } =
    [
        new("from", "First day, such as 2025-04-01; by default twelve months before the last."), new("to", "Last day, inclusive; by default the current one."),
        new("interval", "Length of an entry; by default a month.", "day", "week", "month"), new("by", "An entry for each value of a dimension.", "plan", "currency", "country", "segment"), KnownAt, Format,
    ];

    /// <summary>Of a series of the ledger, which can be limited to one value of a dimension.</summary>
    public static IReadOnlyList<ApiParameter> Limited { get; } = Only;

    public static IReadOnlyList<ApiParameter> Receipt { get; } =
    [
        new("from", "First day; by default that of the month."), new("to", "Last day, inclusive; by default the current one."), .. Only, KnownAt,
        new("limit", "Rows of a page; by default 1000."), new("cursor", "next_cursor of the page before."), Format,
    ];

    public void AddTo(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        if (operation.Parameters.Any(known => known.Name == Name)) return;
        var schema = new OpenApiSchema { Type = JsonSchemaType.String };
        if (Choices.Count > 0) schema.Enum = [.. Choices.Select(choice => (System.Text.Json.Nodes.JsonNode)choice)];
        operation.Parameters.Add(new OpenApiParameter { Name = Name, In = ParameterLocation.Query, Description = Description, Schema = schema });
    }
}
