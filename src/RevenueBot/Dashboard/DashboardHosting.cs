using RevenueBot.Configuration;
using RevenueBot.WebDashboard;

namespace RevenueBot.Dashboard;

/// <summary>Mounts the dashboard on the host.</summary>
internal static class DashboardHosting
{
    public static IServiceCollection AddDashboard(this IServiceCollection services, Settings settings) => services
        .AddDashboard(Directory.CreateDirectory(Path.Combine(settings.DataDirectory, "keys")))
        .AddSingleton<OverviewSource>()
        .AddSingleton<ReadOverview>(provider => provider.GetRequiredService<OverviewSource>().ReadAsync);
}
