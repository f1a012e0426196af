using RevenueBot.Jobs;

namespace RevenueBot.Slack.Installing;

internal static class InstallingSetup
{
    /// <summary>Installs in a browser, where the app's client id and secret are set.</summary>
    public static IServiceCollection AddInstalls(this IServiceCollection services)
    {
        services.AddRazorComponents();
        return services.AddSingleton<InstallStates>().AddSingleton<Welcome>().AddSingleton<InstallFlow>();
    }

    public static IServiceCollection AddInstallations(this IServiceCollection services) => services
        .AddSingleton<TokenSeal>().AddSingleton<InstallationStore>().AddSingleton<OwnInstallation>().AddSingleton<SlackOAuth>().AddSingleton<TokenRotation>()
        .AddSingleton<OperatorNotice>().AddSingleton<Installations>().AddSingleton<InstallationChecks>().AddSingleton<IRefresh, InstallationRevival>();
}
