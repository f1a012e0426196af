using Microsoft.Extensions.DependencyInjection.Extensions;
using RevenueBot.Configuration;
using RevenueBot.Questions;

namespace RevenueBot.Access;

/// <summary>Who may ask what, where: one set of rules and one desk for every chat platform.</summary>
internal static class AccessSetup
{
    /// <summary>May be called by every platform: what is there stays.</summary>
    /// <exception cref="RefusalException">The rules do not make sense; a sentence for every problem.</exception>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        var sections = Enum.GetValues<Platform>().ToDictionary(platform => platform, platform => configuration.GetSection(Section(platform)).Get<AccessOptions>() ?? new AccessOptions());
        var roles = Roles.Read(configuration.GetSection("Access:Roles"));
        List<string> problems = [.. roles.Problems, .. sections.SelectMany(section => section.Value.Problems(Section(section.Key), roles))];
        if (problems.Count > 0) throw new RefusalException(string.Join('\n', problems));
        services.TryAddSingleton(roles);
        services.TryAddSingleton(new AccessBook(sections.ToDictionary(section => section.Key, section => section.Value.ToRules(roles))));
        services.TryAddSingleton(provider => Answering.From(provider.GetRequiredService<Asker>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<AccessGate>();
        services.TryAddSingleton<AnswerDesk>();
        return services;
    }

    private static string Section(Platform platform) => $"Access:{platform}";
}
