using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Lifetime;
using RevenueBot.Questions.Nps;
using RevenueBot.Questions.Segmentation;
using RevenueBot.Questions.Usage;

namespace RevenueBot.Questions.Facts;

/// <summary>Realised CLV, usage, segments and NPS.</summary>
internal static class FactsSetup
{
    public static IServiceCollection AddFacts(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<FactsDesk>().AddSingleton<Ahead>().AddSingleton<CustomerHistoryReader>()
        .AddSingleton<LifetimeSource>().AddSingleton<IRefresh>(all => all.GetRequiredService<LifetimeSource>()).AddSingleton<IMetricAnswers, LifetimeAnswers>()
        .AddSingleton<UsageReader>().AddSingleton<UsageSource>().AddSingleton<IRefresh>(all => all.GetRequiredService<UsageSource>()).AddSingleton<UsageFigures>().AddSingleton<IMetricAnswers, UsageAnswers>()
        .AddSingleton<UsageMrrSource>().AddSingleton<IRefresh>(all => all.GetRequiredService<UsageMrrSource>())
        .AddSingleton(SegmentSettings.Read(configuration)).AddSingleton<SegmentSource>().AddSingleton<IRefresh>(all => all.GetRequiredService<SegmentSource>())
        .AddSingleton<IMetricAnswers, SegmentAnswers>()
        .AddSingleton<NpsReader>().AddSingleton<IMetricAnswers, NpsAnswers>();
}
