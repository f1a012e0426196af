using RevenueBot.Alerts.Storage;
using RevenueBot.Jobs;

namespace RevenueBot.Delivering;

/// <summary>Forgets what was sent, and gives up lines that nothing will ever post.</summary>
internal sealed class OutboxPruning(OutboxStore outbox) : IRefresh
{
    /// <summary>Replicas, and people who ask, need no more.</summary>
    private static readonly TimeSpan _remembers = TimeSpan.FromDays(30);

    public string Name => "outbox";

    public Cadence Cadence => Cadence.Hourly;

    public Task RunAsync(DateTimeOffset at, CancellationToken cancel) => outbox.TidyAsync(at - _remembers, at, cancel);
}
