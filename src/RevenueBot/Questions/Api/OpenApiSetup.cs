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
                foreach (var parameter in context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiParameter>()) parameter.AddTo(operation);
                return Task.CompletedTask;
            });
        });
    }

    /// <summary>Says which parameters a route takes from its query: the document lists them, and <see cref="ParameterFilter"/> lets no other through.</summary>
    public static TBuilder Takes<TBuilder>(this TBuilder route, params IReadOnlyList<ApiParameter> parameters) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata([.. parameters.Cast<object>()]);
}
