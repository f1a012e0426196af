using RevenueBot.Jobs;

namespace RevenueBot.Dashboard.Live;

/// <summary>Forgets what open dashboards were told a day ago: a page that was away for longer asks for everything anew.</summary>
internal sealed class LivePruning(LiveStore store) : IRefresh
{
    private static readonly TimeSpan _isKept = TimeSpan.FromDays(1);

    public string Name => "live events";

    public Cadence Cadence => Cadence.Hourly;

    public Task RunAsync(DateTimeOffset at, CancellationToken cancel) => store.ForgetAsync(at - _isKept, cancel);
}
