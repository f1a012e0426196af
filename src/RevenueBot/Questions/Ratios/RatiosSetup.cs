using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Ratios;

/// <summary>Ratios of revenue and what stands beside them: their answers and routes.</summary>
internal static class RatiosSetup
{
    public static IServiceCollection AddRatios(this IServiceCollection services) =>
        services.AddSingleton<IMetricAnswers, RatioAnswers>().AddSingleton<RatioReader>();

    /// <param name="api">The routes under <c>/api/v1</c>.</param>
    public static void MapRatios(this IEndpointRouteBuilder api)
    {
        api.MapGet("/metrics/arpa", RatioEndpoint.ArpaAsync);
        api.MapGet("/metrics/asp", RatioEndpoint.AspAsync);
        api.MapGet("/metrics/quick-ratio", RatioEndpoint.QuickRatioAsync);
    }
}
