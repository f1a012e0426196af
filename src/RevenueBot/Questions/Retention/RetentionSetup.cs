using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Retention;

/// <summary>Churn, retention and cohorts.</summary>
internal static class RetentionSetup
{
    public static IServiceCollection AddRetention(this IServiceCollection services) => services
        .AddSingleton<RetentionDesk>().AddSingleton<RetentionProof>().AddSingleton<IMetricAnswers, RetentionAnswers>()
        .AddSingleton<CohortDesk>().AddSingleton<IMetricAnswers, CohortAnswers>()
        .AddSingleton<RetentionRefresh>().AddSingleton<IRefresh, RetentionRefreshJob>();
}
