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
        .AddSingleton<ReadSeen>(Seen).AddSingleton<IRefresh, LivePruning>()
        .AddHostedService(provider => provider.GetRequiredService<LiveFeed>()).AddHostedService<LiveListener>();

    /// <summary>A page that was made before anything was heard of says 0: whatever has happened by the time its socket opens, it is told.</summary>
    private static ReadSeen Seen(IServiceProvider services)
    {
        var (bell, hub) = (services.GetRequiredService<LiveBell>(), services.GetRequiredService<LiveHub>());
        return () =>
        {
            bell.Want();
            return hub.Seq ?? 0;
        };
    }
}
