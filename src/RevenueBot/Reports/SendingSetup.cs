using Microsoft.Extensions.DependencyInjection.Extensions;
using RevenueBot.Configuration;
using RevenueBot.Doctor;
using RevenueBot.Jobs;
using RevenueBot.Questions.Answers;
using RevenueBot.Reports.Scheduling;
using RevenueBot.Reports.Sending;
using RevenueBot.Reports.Subscribing;
using RevenueBot.Reports.Watching;
using RevenueBot.Slack.Alerts;
using RevenueBot.Slack.Digests;
using RevenueBot.Teams.Digests;
using RevenueBot.Teams.Places;

namespace RevenueBot.Reports;

/// <summary>Reports on their way: when they are due, and that each goes to each destination once. After the platforms, whose places they go to.</summary>
internal static class SendingSetup
{
    /// <exception cref="RefusalException">A schedule makes no sense; a sentence for every problem.</exception>
    public static IServiceCollection AddReportSending(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(ReportSettings.Read(settings.Configuration, settings.Company)).AddSingleton<ScheduleStore>().AddSingleton<DigestStore>().AddSingleton<DigestRuns>().AddSingleton<StoredReports>();
        services.AddSingleton<WatchStore>().AddSingleton<ReportWatch>().AddHostedService<WatchWorker>();
        services.AddSingleton<ReportChecks>().AddSingleton<DoctorProbe>(provider => provider.GetRequiredService<ReportChecks>().RunAsync);
        services.TryAddSingleton<BuildDigest>(provider => provider.GetRequiredService<Reporter>().BuildAsync);
        services.AddSingleton<SubscriptionDesk>().AddSingleton<IMetricAnswers, DigestAnswers>();
        services.TryAddSingleton<OnlyWorkspace>(_ => Task.FromResult<string?>(null));
        if (IsOn<SlackPlaces>(services)) services.AddSingleton<SlackReportPictures>().AddSingleton<SlackReports>();
        if (IsOn<TeamsPosts>(services)) services.AddSingleton<TeamsReports>();
        return services.AddSingleton<DigestClock>().AddSingleton<IRefresh>(provider => provider.GetRequiredService<DigestClock>());
    }

    /// <summary>A platform that is connected, by a piece that it registers.</summary>
    private static bool IsOn<T>(IServiceCollection services) => services.Any(service => service.ServiceType == typeof(T));
}
