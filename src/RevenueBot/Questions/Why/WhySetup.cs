using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Api;

namespace RevenueBot.Questions.Why;

/// <summary>MRR, and why it changed.</summary>
internal static class WhySetup
{
    public static IServiceCollection AddWhy(this IServiceCollection services) => services.AddSingleton<MovedAmounts>().AddSingleton<WhyFigures>().AddSingleton<WhyAnswers>().AddSingleton<IMetricAnswers, MrrAnswers>();

    /// <param name="api">The routes under <c>/api/v1</c>.</param>
    public static void MapWhy(this IEndpointRouteBuilder api) => api.MapGet("/metrics/why", WhyEndpoint.WhyAsync).Produces<MetricJson<WhyEntry, MovementEntry>>()
        .Takes(ApiParameter.Span).WithSummary("What moved MRR in a span, by line and reason: the amounts add up to the change.");
}
