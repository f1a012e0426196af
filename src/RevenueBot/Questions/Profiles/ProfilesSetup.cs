using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Profiles;

internal static class ProfilesSetup
{
    public static IServiceCollection AddProfiles(this IServiceCollection services) => services
        .AddSingleton<ProfileReader>().AddSingleton<ProfileAnswers>()
        .AddSingleton<IMetricAnswers>(provider => provider.GetRequiredService<ProfileAnswers>())
        .AddSingleton<IRefresh>(provider => provider.GetRequiredService<ProfileAnswers>());

    /// <param name="api">The routes under <c>/api/v1</c>.</param>
    public static void MapProfiles(this IEndpointRouteBuilder api) => api.MapGet("/metrics/profiles", ProfileEndpoint.ProfilesAsync).Produces<MetricJson<ProfileEntry, ProfileSummary>>()
        .Takes(ApiParameter.OfDay(Metric.Profiles)).WithSummary("The same MRR by every set of definitions, the difference by cause.");
}
