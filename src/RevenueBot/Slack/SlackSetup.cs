using RevenueBot.Access;
using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Configuration;
using RevenueBot.Conversing;
using RevenueBot.Doctor;
using RevenueBot.Reports.Subscribing;
using RevenueBot.Slack.Alerts;
using RevenueBot.Slack.Home;
using RevenueBot.Slack.Installing;
using RevenueBot.Slack.Sockets;
using RevenueBot.Slack.Unfurling;

namespace RevenueBot.Slack;

/// <summary>The Slack bot's registrations and routes. Without a token and a secret Slack is off: no routes, no worker.</summary>
internal static class SlackSetup
{
    private static readonly TimeSpan _callMayTake = TimeSpan.FromSeconds(10);

    /// <exception cref="RefusalException">The configuration does not make sense; a sentence for every problem.</exception>
    public static IServiceCollection AddSlack(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Slack").Get<SlackOptions>() ?? new SlackOptions();
        List<string> problems = [.. options.Problems()];
        if (problems.Count > 0) throw new RefusalException(string.Join('\n', problems));
        services.AddAccess(configuration).AddConversing().AddSingleton(options);
        if (options.UsesSockets) services.AddSockets();
        if (options.IsConfigured) return services.AddSlackBot().AddSlackAlerts(configuration);
        return services.AddSingleton<DoctorProbe>(_ => _ => Task.FromResult<IReadOnlyList<DoctorCheck>>([SlackChecks.Off]));
    }

    public static void MapSlack(this IEndpointRouteBuilder routes)
    {
        var options = routes.ServiceProvider.GetRequiredService<SlackOptions>();
        if (options.IsConfigured) SlackEndpoints.MapRoutes(routes.MapGroup("/slack"));
        if (options.CanInstall) routes.MapInstall();
    }

    private static IServiceCollection AddSlackBot(this IServiceCollection services)
    {
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SlackTransport>(provider, Http()));
        services.AddInstallations().AddInstalls().AddSingleton<SlackClients>().AddSingleton<SlackDirectory>().AddSingleton<IKnowPeople>(provider => provider.GetRequiredService<SlackDirectory>()).AddSingleton<SlackPictures>().AddSingleton<NativeSwitch>().AddSingleton<SlackDelivery>();
        services.AddSingleton<SlackSeal>().AddSingleton<SlackForms>().AddSingleton<SlackPosts>().AddSingleton<SlackDesk>().AddSingleton<HomeDesk>().AddSingleton<UnfurlDesk>().AddSingleton<SlackFiles>();
        services.AddSingleton<SlackDoor>().AddSingleton<SlackInbox>().AddSingleton<SlackReception>();
        services.AddSingleton(provider => new RetryLoop(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SlackChecks>();
        services.AddSingleton<DoctorProbe>(provider => provider.GetRequiredService<SlackChecks>().RunAsync);
        return services.AddHostedService<SlackWorker>();
    }

    private static IServiceCollection AddSlackAlerts(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<SlackPlaces>().AddSingleton<SlackAudience>().AddSingleton<SlackTrends>().AddSingleton<INotifier, SlackNotifier>()
        .AddSingleton<OnlyWorkspace>(provider => provider.GetRequiredService<Installations>().OnlyAsync)
        .AddSingleton<AlertForms>().AddSingleton<SlackAlertDesk>().AddSingleton<SlackAlertChecks>()
        .AddSingleton<DoctorProbe>(provider => cancel => provider.GetRequiredService<SlackAlertChecks>().RunAsync(provider.GetRequiredService<AlertSettings>(), cancel));

    /// <summary>A client of its own: the factory's clients log addresses, and redirects could lead a token elsewhere.</summary>
    private static HttpClient Http()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        return new HttpClient(handler) { Timeout = _callMayTake, MaxResponseContentBufferSize = SlackTransport.MaxReply };
    }
}
