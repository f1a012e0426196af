using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Questions.Churn;

/// <summary>Churn risk: a model and scores every week, told beside health and of every customer.</summary>
internal static class ChurnSetup
{
    public static IServiceCollection AddChurn(this IServiceCollection services) => services
        .AddSingleton<ChurnFactReader>().AddSingleton<ChurnStore>().AddSingleton<ChurnReader>().AddSingleton<ChurnRefresh>().AddSingleton<IRefresh, ChurnRefreshJob>().AddSingleton<ChurnDesk>();
}
