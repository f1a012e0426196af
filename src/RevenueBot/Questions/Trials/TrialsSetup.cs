using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Trials;

/// <summary>Trials and their conversion.</summary>
internal static class TrialsSetup
{
    public static IServiceCollection AddTrials(this IServiceCollection services) => services
        .AddSingleton<TrialReader>().AddSingleton<TrialSource>().AddSingleton<IRefresh>(all => all.GetRequiredService<TrialSource>()).AddSingleton<IMetricAnswers, TrialAnswers>();

    public static void MapTrials(this IEndpointRouteBuilder api) =>
        api.MapGet("/metrics/trial-conversion", TrialEndpoint.ConversionAsync).Produces<MetricJson<TrialEntry, TrialSummary>>().Takes(ApiParameter.Series(Metric.Trials));
}
