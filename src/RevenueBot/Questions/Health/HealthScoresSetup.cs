using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Questions.Health;

/// <summary>Health scores: computed every hour, asked for by customer, as a distribution, and as who is at risk.</summary>
internal static class HealthScoresSetup
{
    public static IServiceCollection AddHealthScores(this IServiceCollection services) => services
        .AddSingleton<HealthSignalReader>().AddSingleton<HealthLive>().AddSingleton<HealthReader>().AddSingleton<HealthRefresh>().AddSingleton<IRefresh, HealthRefreshJob>();
}
