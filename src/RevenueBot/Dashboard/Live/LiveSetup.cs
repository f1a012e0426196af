using RevenueBot.Jobs;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard.Live;

/// <summary>Tells open dashboards what happens.</summary>
internal static class LiveSetup
{
    /// <summary>The server asks whether a browser is still there, and gives it up where it does not answer.</summary>
    public static WebSocketOptions Sockets { get; } = new() { KeepAliveInterval = TimeSpan.FromSeconds(20), KeepAliveTimeout = TimeSpan.FromSeconds(10) };

    public static IServiceCollection AddLive(this IServiceCollection services) => services
        .AddSingleton<LiveStore>().AddSingleton<LiveTiles>().AddSingleton<LiveWriter>().AddSingleton<LiveHub>().AddSingleton<LiveBell>().AddSingleton<LiveFeed>().AddSingleton<LiveHouse>().AddSingleton<LiveEndpoint>()
        .AddSingleton<ReadSeen>(provider => () => provider.GetRequiredService<LiveHub>().Seq).AddSingleton<IRefresh, LivePruning>()
        .AddHostedService(provider => provider.GetRequiredService<LiveFeed>()).AddHostedService<LiveListener>();
}
