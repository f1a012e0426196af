using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Health;

/// <summary>Health scores: computed every hour, asked for by customer, as a distribution, and as who is at risk.</summary>
internal static class HealthScoresSetup
{
    public static IServiceCollection AddHealthScores(this IServiceCollection services) => services
        .AddSingleton<HealthSignalReader>().AddSingleton<HealthLive>().AddSingleton<HealthReader>().AddSingleton<HealthRefresh>().AddSingleton<IRefresh, HealthRefreshJob>()
        .AddSingleton<HealthDesk>().AddSingleton<AtRiskList>().AddSingleton<IMetricAnswers, HealthAnswers>().AddSingleton<IMetricAnswers, AtRiskAnswers>();
}
