using RevenueBot.Metrics.Storage;

namespace RevenueBot.Ingest.Stripe;

/// <summary>
/// The safety net under the webhooks: now and then reads the list of events, so that what was lost in an outage, or never
/// sent, arrives after all, and a quiet time is known to be quiet.
/// </summary>
internal sealed partial class StripeCatchUp(StripeReplay replay, StripeStore store, FactStore facts, TimeProvider time, ILogger<StripeCatchUp> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    /// <returns>How many events there were; null before the first backfill, which reads everything itself.</returns>
    /// <exception cref="StripeException">Stripe refused, or did not answer.</exception>
    public async Task<long?> RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (await store.DataThroughAsync(ct) is not { } through) return null;
        var events = await replay.SinceAsync(through - StripeReplay.Overlap, null, ct);
        await facts.SetDataThroughAsync(new SourceState(StripeStore.ShownName, now), ct);
        await facts.ForgetProblemsAsync(StripeStore.Source, DataProblem.WhySilent, ct);
        return events;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOrReportAsync(stoppingToken);
            }
#pragma warning disable CA1031 // A worker outlives whatever goes wrong; the next round tries again.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(e.GetType().Name);
            }
        }
    }

    private async Task RunOrReportAsync(CancellationToken ct)
    {
        try
        {
            await RunAsync(ct);
        }
        catch (StripeException e)
        {
            var reference = e is StripeRefusedException ? DataProblem.Key : DataProblem.Connection;
            await facts.AddProblemAsync(new DataProblem(StripeStore.Source, reference, e.Message, time.GetUtcNow()), ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stripe's events could not be read: {Reason}")]
    private partial void LogFailed(string reason);
}
