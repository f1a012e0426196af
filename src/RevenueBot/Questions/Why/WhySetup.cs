using RevenueBot.Metrics.Storage;

namespace RevenueBot.Questions.Why;

internal static class WhySetup
{
    public static IServiceCollection AddWhy(this IServiceCollection services) => services.AddSingleton<MovedAmounts>().AddSingleton<WhyAnswers>();
}
