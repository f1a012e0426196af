using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Nps;

namespace RevenueBot.Questions.Facts;

/// <summary>Realised CLV, usage, segments and NPS.</summary>
internal static class FactsSetup
{
    public static IServiceCollection AddFacts(this IServiceCollection services) => services
        .AddSingleton<FactsDesk>()
        .AddSingleton<NpsReader>().AddSingleton<IMetricAnswers, NpsAnswers>();
}
