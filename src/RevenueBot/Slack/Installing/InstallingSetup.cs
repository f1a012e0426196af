using RevenueBot.Jobs;

namespace RevenueBot.Slack.Installing;

internal static class InstallingSetup
{
    public static IServiceCollection AddInstallations(this IServiceCollection services) => services
        .AddSingleton<TokenSeal>().AddSingleton<InstallationStore>().AddSingleton<OwnInstallation>().AddSingleton<SlackOAuth>().AddSingleton<TokenRotation>()
        .AddSingleton<OperatorNotice>().AddSingleton<Installations>().AddSingleton<InstallationChecks>().AddSingleton<IRefresh, InstallationRevival>();
}
