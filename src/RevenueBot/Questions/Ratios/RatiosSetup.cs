using Microsoft.Extensions.DependencyInjection.Extensions;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Ratios;

/// <summary>Ratios of revenue and what stands beside them: ARPA, ASP, quick ratio, LTV, customers, targets.</summary>
internal static class RatiosSetup
{
    public static IServiceCollection AddRatios(this IServiceCollection services)
    {
        services.TryAddSingleton<RetentionReader>();
        return services.AddSingleton<RatioDesk>().AddSingleton<LtvFigures>().AddSingleton<TargetFigures>()
            .AddSingleton<IMetricAnswers, RatioAnswers>().AddSingleton<IMetricAnswers, CustomersAnswers>()
            .AddSingleton<IMetricAnswers, LtvAnswers>().AddSingleton<IMetricAnswers, TargetAnswers>();
    }
}
