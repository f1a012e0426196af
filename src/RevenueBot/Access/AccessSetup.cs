using Microsoft.Extensions.DependencyInjection.Extensions;
using RevenueBot.Access.Auditing;
using RevenueBot.Access.Granting;
using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Questions;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Access;

/// <summary>Who may ask what, where: one set of rules and one desk for every chat platform.</summary>
internal static class AccessSetup
{
    /// <summary>May be called by every platform: what is there stays.</summary>
    /// <exception cref="RefusalException">The rules do not make sense; a sentence for every problem.</exception>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        var sections = Enum.GetValues<Platform>().ToDictionary(platform => platform, platform => AccessOptions.Read(configuration.GetSection(Section(platform))));
        var roles = Roles.Read(configuration.GetSection("Access:Roles"));
        List<string> problems = [.. roles.Problems, .. sections.SelectMany(section => section.Value.Problems(Section(section.Key), roles))];
        if (problems.Count > 0) throw new RefusalException(string.Join('\n', problems));
        if (services.Any(service => service.ServiceType == typeof(AccessBook))) return services;
        services.AddSingleton(roles).AddSingleton(AuditOptions.Read(configuration)).AddSingleton(AskLimitOptions.Read(configuration.GetSection("Access:Limits")));
        services.AddSingleton<GrantStore>().AddSingleton<GrantDesk>().AddSingleton<AccessList>().AddSingleton<AccessAudit>().AddSingleton<AskLimits>().AddSingleton<ReceptionLimit>().AddSingleton<AccessGate>().AddSingleton<AnswerDesk>();
        services.AddSingleton(provider => new AccessBook(
            sections.ToDictionary(section => section.Key, section => section.Value.ToRules(roles)), roles, provider.GetRequiredService<GrantStore>().ReadAsync, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => Answering.From(provider.GetRequiredService<Asker>(), provider.GetRequiredService<AnswerFile>(), provider.GetRequiredService<TimeProvider>()));
        return services.AddSingleton<IMetricAnswers, AccessAnswers>().AddSingleton<IRefresh, AuditPruning>();
    }

    private static string Section(Platform platform) => $"Access:{platform}";
}
