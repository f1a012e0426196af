using RevenueBot.Jobs;

namespace RevenueBot.Dashboard.Live;

/// <summary>Forgets what open dashboards were told, or would have been, a day ago: a page that was away for longer asks for everything anew.</summary>
internal sealed class LivePruning(LiveStore store, LiveFeed feed) : IRefresh
{
    private static readonly TimeSpan _isKept = TimeSpan.FromDays(1);

    public string Name => "live events";

    public Cadence Cadence => Cadence.Hourly;

    public async Task RunAsync(DateTimeOffset at, CancellationToken cancel)
    {
        await feed.LookAsync(cancel); // where no page was open, what happened has gathered
        await store.ForgetAsync(at - _isKept, cancel);
    }
}
