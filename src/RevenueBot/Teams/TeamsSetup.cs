using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RevenueBot.Access;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Configuration;
using RevenueBot.Conversing;
using RevenueBot.Doctor;
using RevenueBot.Teams.Alerts;
using RevenueBot.Teams.Connector;
using RevenueBot.Teams.Places;
using RevenueBot.Teams.Trust;

namespace RevenueBot.Teams;

/// <summary>The Teams bot's registrations and routes. Without an application id Teams is off: no route, no worker.</summary>
internal static class TeamsSetup
{
    /// <param name="isDevelopment">The environment is Development.</param>
    /// <exception cref="RefusalException">The configuration does not make sense; a sentence for every problem.</exception>
    public static IServiceCollection AddTeams(this IServiceCollection services, IConfiguration configuration, bool isDevelopment)
    {
        var options = configuration.GetSection("Teams").Get<TeamsOptions>() ?? new TeamsOptions();
        List<string> problems = [.. options.Problems(isDevelopment && IsLoopback(configuration["Listen:Address"]))];
        if (problems.Count > 0) throw new RefusalException(string.Join('\n', problems));
        services.AddAccess(configuration).AddConversing().AddSingleton(options);
        if (options.IsConfigured) return services.AddTrust(options).AddConnector(options).AddTeamsBot();
        return services.AddSingleton<DoctorProbe>(_ => _ => Task.FromResult<IReadOnlyList<DoctorCheck>>([TeamsChecks.Off]));
    }

    public static void MapTeams(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<TeamsOptions>().IsConfigured) TeamsEndpoints.MapRoutes(routes);
    }

    private static IServiceCollection AddTrust(this IServiceCollection services, TeamsOptions options) => services
        .AddSingleton<ServiceHosts>().AddSingleton<ActivityCheck>().AddSingleton<TokenCheck>().AddSingleton<TeamsDoor>()
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<BotKeys>(provider, TeamsHttp.Client(options)));

    private static IServiceCollection AddConnector(this IServiceCollection services, TeamsOptions options) => services
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<ConnectorToken>(provider, TeamsHttp.Client(options)))
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<ConnectorTransport>(provider, TeamsHttp.Client(options)))
        .AddSingleton<ConnectorLimits>().AddSingleton<ConnectorClient>();

    private static IServiceCollection AddTeamsBot(this IServiceCollection services)
    {
        services.AddSingleton<PlaceStore>().AddSingleton<TeamsDirectory>().AddSingleton<IKnowPeople>(provider => provider.GetRequiredService<TeamsDirectory>()).AddSingleton<TeamsPosts>();
        services.AddSingleton<TeamsInbox>().AddSingleton<TeamsClicks>().AddSingleton<TeamsReception>();
        services.AddSingleton<TeamsSeal>().AddSingleton<TeamsAnswers>().AddSingleton<TeamsDelivery>().AddSingleton<TeamsMentions>().AddSingleton<TeamsDesk>().AddSingleton<TeamsArrivals>();
        services.AddSingleton<TeamsAudience>().AddSingleton<INotifier, TeamsNotifier>().AddSingleton<TeamsAlertDesk>();
        services.TryAddSingleton(provider => new RetryLoop(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<TeamsChecks>().AddSingleton<DoctorProbe>(provider => provider.GetRequiredService<TeamsChecks>().RunAsync);
        return services.AddHostedService<TeamsWorker>();
    }

    /// <summary>Where nothing is said the bot listens on this machine alone.</summary>
    private static bool IsLoopback(string? address) => address is null or "" or "localhost" || (IPAddress.TryParse(address, out var ip) && IPAddress.IsLoopback(ip));
}
