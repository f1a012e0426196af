using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Profiles;

internal static class ProfilesSetup
{
    public static IServiceCollection AddProfiles(this IServiceCollection services) => services
        .AddSingleton<ProfileReader>().AddSingleton<ProfileAnswers>()
        .AddSingleton<IMetricAnswers>(provider => provider.GetRequiredService<ProfileAnswers>())
        .AddSingleton<IRefresh>(provider => provider.GetRequiredService<ProfileAnswers>());
}
